package org.sparkgrad.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.artifact.ResultsTable;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.artifact.Version;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.Block;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.Checkpoint;
import org.sparkgrad.train.Checkpoints;
import org.sparkgrad.train.Rung;
import org.sparkgrad.train.TrainingData;

/**
 * A whole run: trains cells, selects the best one on the validation part, trains it once more on
 * all training rows, tests that model once, and leaves everything in a run directory.
 *
 * @param data loaded already
 * @param directory made empty and filled, or resumed
 * @param progress told how many more iterations are done, of {@link #iterations}
 */
public record Experiment(
    SparkSession session,
    TrainingData data,
    RunDirectory directory,
    Settings settings,
    LongConsumer progress) {
  private static final Logger LOG = LoggerFactory.getLogger(Experiment.class);
  private static final String FINAL_CELL = "final";

  /**
   * How cells are run.
   *
   * @param parallelism cells at a time
   * @param fused whether cells that draw the same batches are trained in one pass
   * @param halving how cells are given up before their end; empty for not at all
   * @param testCells whether every cell is tested as it is
   * @param finalModel whether the best cell is trained once more on all training rows
   * @param resume whether to go on from the checkpoints of the run directory
   * @param curveInterval iterations between two evaluations for the learning curves; 0 for none
   * @param checkpointInterval iterations between two checkpoints; 0 for one at a cell's end alone
   * @param manifest what the caller adds to the manifest
   */
  public record Settings(
      int parallelism,
      boolean fused,
      Optional<Halving> halving,
      boolean testCells,
      boolean finalModel,
      boolean resume,
      int curveInterval,
      int checkpointInterval,
      Map<String, Object> manifest) {}

  /**
   * What came out.
   *
   * @param best the name of the best cell; empty where no cell is ok
   * @param results in the order of the cells, the final model's last
   */
  public record Outcome(Optional<String> best, List<CellResult> results) {
    /** Whether an exception ended a cell, or no cell is of any use. */
    public boolean failed() {
      return best.isEmpty()
          || results.stream().anyMatch(result -> result.status() == CellStatus.FAILED);
    }
  }

  /** How many iterations all cells have together, at most. */
  public static long iterations(List<Cell> cells, int trainRows, boolean finalModel) {
    long sum = 0;
    for (Cell cell : cells) {
      Hyperparameters hyperparameters = cell.hyperparameters();
      sum += hyperparameters.iterations(trainRows - hyperparameters.validation());
    }
    return finalModel ? sum + longest(cells, trainRows) : sum;
  }

  /** The most iterations that a cell has on all training rows. */
  private static long longest(List<Cell> cells, int trainRows) {
    long longest = 0;
    for (Cell cell : cells) {
      longest = Math.max(longest, cell.hyperparameters().iterations(trainRows));
    }
    return longest;
  }

  /**
   * Checks, before anything is written, that a run to be resumed is of the same cells and data.
   *
   * @throws IllegalArgumentException where a checkpoint is of another cell or of other data
   */
  public void requireResumable(List<Cell> cells) {
    if (!settings.resume()) {
      return;
    }
    Checkpoints checkpoints = directory.checkpoints(data.sha256());
    for (Rung rung : rungs(cells)) {
      cells.forEach(cell -> checkpoints.read(cell, rung));
    }
  }

  /** Trains, selects, tests and writes. */
  public Outcome run(List<Cell> cells) {
    Instant start = Instant.now();
    if (!settings.resume()) {
      directory.createEmpty();
    }
    directory.writeManifest(manifest("running", start, cells.size(), Optional.empty()));
    List<CellResult> results = new ArrayList<>(search(cells));
    Optional<CellResult> best = best(results);
    if (settings.finalModel() && best.isPresent()) {
      Cell last = finalCell(best.get());
      int rows = data.train().rows();
      progress.accept(longest(cells, rows) - last.hyperparameters().iterations(rows));
      results.addAll(train(List.of(last), Rung.ONLY, true));
    }
    directory.writeTables(session, new ResultsTable(data.sha256()), results);
    Optional<String> bestName = best.map(result -> result.cell().name());
    directory.writeManifest(manifest("done", start, cells.size(), bestName));
    return new Outcome(bestName, results);
  }

  private List<Rung> rungs(List<Cell> cells) {
    return settings
        .halving()
        .map(halving -> halving.rungs(cells, data.train().rows()))
        .orElse(List.of(Rung.ONLY));
  }

  private List<CellResult> search(List<Cell> cells) {
    if (settings.halving().isEmpty()) {
      return train(cells, Rung.ONLY, settings.testCells());
    }
    return settings
        .halving()
        .get()
        .run(
            cells,
            rungs(cells),
            (running, rung) -> train(running, rung, settings.testCells()),
            pruned -> leave(pruned, pruned.iterationsRun()));
  }

  private List<CellResult> train(List<Cell> cells, Rung rung, boolean test) {
    CellTrainer trainer =
        new CellTrainer(
            data,
            Optional.of(directory.checkpoints(data.sha256())),
            new CellTrainer.Settings(settings.curveInterval(), settings.checkpointInterval(), test),
            progress);
    GridSearch search =
        new GridSearch(
            context(),
            group -> trainer.trainGroup(group, rung),
            settings.parallelism(),
            result -> arrive(result, rung));
    return settings.fused()
        ? inOrder(search.runGroups(groups(cells, rung)), cells)
        : search.run(cells);
  }

  private List<List<Cell>> groups(List<Cell> cells, Rung rung) {
    Checkpoints checkpoints = directory.checkpoints(data.sha256());
    List<List<Cell>> groups =
        FusedGroups.of(
            cells,
            cell -> checkpoints.read(cell, rung).map(Checkpoint::iteration).orElse(0L),
            cell -> limit(cell).cells());
    LOG.info("{} cells in {} passes; at most {}", cells.size(), groups.size(), limit(cells.get(0)));
    return groups;
  }

  private ResultLimit limit(Cell cell) {
    FeaturePipeline features = FeaturePipeline.parse(cell.hyperparameters().features());
    return ResultLimit.of(
        context().getConf(),
        RddObjective.mostSums(
            Block.count(data.train().rows()), data.train().blocks().getNumPartitions()),
        Architecture.of(cell.hyperparameters(), features.size()).parameters());
  }

  private static List<CellResult> inOrder(List<CellResult> results, List<Cell> cells) {
    return results.stream()
        .sorted(Comparator.comparingInt(result -> cells.indexOf(result.cell())))
        .toList();
  }

  private JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** What is ok before the last rung goes on, or is pruned once all of the rung are there. */
  private void arrive(CellResult result, Rung rung) {
    if (result.status() == CellStatus.OK && !rung.isLast()) {
      return;
    }
    boolean failed = result.status() == CellStatus.FAILED;
    leave(result, failed ? rung.start(iterations(result.cell())) : result.iterationsRun());
  }

  /**
   * Leaves a cell behind with its model, where it is ok.
   *
   * @param told how many of its iterations {@code progress} was told of
   */
  private void leave(CellResult result, long told) {
    progress.accept(iterations(result.cell()) - told);
    if (result.status() == CellStatus.OK) {
      directory.writeModel(result);
    } else {
      directory.deleteModel(result.cell());
    }
  }

  private long iterations(Cell cell) {
    Hyperparameters hyperparameters = cell.hyperparameters();
    return hyperparameters.iterations(data.train().rows() - hyperparameters.validation());
  }

  /** Where there is one cell and no validation part, there is nothing to choose. */
  private static Optional<CellResult> best(List<CellResult> results) {
    if (results.size() == 1) {
      return results.stream().filter(result -> result.status() == CellStatus.OK).findFirst();
    }
    return Selection.best(results);
  }

  /** Without a validation part to stop by, it makes as many updates as made the best weights. */
  private static Cell finalCell(CellResult best) {
    Hyperparameters hyperparameters = best.cell().hyperparameters();
    return new Cell(
        FINAL_CELL,
        hyperparameters.patience() > 0
            ? hyperparameters.onAllRows(best.bestIteration())
            : hyperparameters.with(Hyperparameter.VALIDATION, 0));
  }

  private Map<String, Object> manifest(
      String status, Instant start, int cells, Optional<String> best) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("status", status);
    manifest.put("version", Version.text());
    manifest.putAll(settings.manifest());
    manifest.put("data_sha256", data.sha256());
    manifest.put("train_rows", data.train().rows());
    manifest.put("test_rows", data.test().rows());
    manifest.put("class_names", data.classNames());
    manifest.put("cells", cells);
    manifest.put("best", best.orElse(null));
    manifest.put("master", session.sparkContext().master());
    manifest.put("spark_version", session.version());
    manifest.put("java_version", Runtime.version().toString());
    manifest.put("started", start.toString());
    manifest.put("ended", status.equals("done") ? Instant.now().toString() : null);
    return manifest;
  }
}
