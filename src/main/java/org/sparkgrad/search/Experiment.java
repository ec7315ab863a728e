package org.sparkgrad.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.CellTables;
import org.sparkgrad.artifact.RecordedRun;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.artifact.RunFacts;
import org.sparkgrad.io.DataException;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.Checkpoints;
import org.sparkgrad.train.FailureReason;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;
import org.sparkgrad.train.TrainingStoppedException;

/**
 * A whole run: trains cells, selects the best one on the validation part, trains it once more on
 * all training rows, tests that model once, and leaves everything in a run directory.
 *
 * @param data loaded already
 * @param directory made empty and filled, or resumed
 * @param listener hears how training goes
 */
public record Experiment(
    SparkSession session,
    TrainingData data,
    RunDirectory directory,
    Settings settings,
    TrainingListener listener) {

  /**
   * How a run goes.
   *
   * @param search how cells are run
   * @param training what is measured and kept of each cell; of the final model the test set too
   * @param finalModel whether the best cell is trained once more on all training rows
   * @param resume whether to go on from the checkpoints of the run directory
   * @param manifest what the caller adds to the manifest
   */
  public record Settings(
      SearchSettings search,
      CellTrainer.Settings training,
      boolean finalModel,
      boolean resume,
      Map<String, Object> manifest) {}

  /**
   * Outcome of a run.
   *
   * @param run the run, as its tables say
   * @param best the name of the best cell; empty if no cell is ok
   * @param results in the order of the cells, the final model's last
   */
  public record Outcome(RunFacts run, Optional<String> best, List<CellResult> results) {
    /** Whether an exception ended a cell, or no cell is of any use. */
    public boolean failed() {
      return best.isEmpty()
          || results.stream().anyMatch(result -> result.status() == CellStatus.FAILED);
    }
  }

  /**
   * Checks, before anything is written, that a run to be resumed has one of these cells, on the
   * same data, and that nothing which it has left is damaged.
   *
   * @throws IllegalArgumentException saying what differs, if it is another run
   * @throws DataException if a checkpoint or the manifest is damaged
   */
  public void requireResumable(List<Cell> cells) {
    begin();
    if (directory.recorded().isPresent()) {
      resumed(directory.recorded().get()).require(cells);
      checkpoints().requireWhole();
    }
  }

  private void begin() {
    directory.begin(settings.resume() ? RunDirectory.Start.RESUME : RunDirectory.Start.REPLACE);
  }

  private ResumedCells resumed(RecordedRun run) {
    return new ResumedCells(run, directory.toString(), data.classNames(), checkpoints()::identity);
  }

  /**
   * Trains, selects, tests and writes.
   *
   * @throws TrainingStoppedException if the listener has ended it, to be gone on with
   */
  public Outcome run(List<Cell> given) {
    begin();
    try {
      return runCells(directory.recorded().map(run -> resumed(run).named(given)).orElse(given));
    } catch (TrainingStoppedException e) {
      directory.interrupt();
      throw e;
    } catch (RuntimeException | Error e) {
      failAfter(e);
      throw e;
    } finally {
      directory.close();
    }
  }

  private void failAfter(Throwable failure) {
    try {
      directory.fail(FailureReason.of(failure));
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  private Outcome runCells(List<Cell> cells) {
    RunFacts run = facts();
    Map<String, String> identities = new LinkedHashMap<>();
    directory.recorded().ifPresent(before -> identities.putAll(before.cells()));
    cells.forEach(cell -> identities.put(cell.name(), checkpoints().identity(cell)));
    RunManifest manifest =
        new RunManifest(session, data, run, settings.manifest(), identities, Instant.now());
    directory.writeManifest(manifest.running());
    CellTables tables = directory.tables(run);
    List<CellResult> results =
        new ArrayList<>(
            search(settings.search(), settings.training(), tables, ofFinalModel(cells)).run(cells));
    Optional<CellResult> best = best(results);
    if (settings.finalModel() && best.isPresent()) {
      results.addAll(trainFinal(FinalCell.of(best.get(), data.train().rows()), tables));
    }
    Optional<Cell> tested = tested(results, best);
    requireGoingOn(cells);
    directory.writePredictions(
        tested.map(Cell::name),
        data.test().blocks(),
        settings.training().views(),
        tested.flatMap(cell -> data.testRows(cell.hyperparameters())));
    requireGoingOn(cells);
    tables.compact(results);
    Optional<String> bestName = best.map(result -> result.cell().name());
    directory.complete(manifest.done(bestName), best.isPresent());
    return new Outcome(run, bestName, results);
  }

  private void requireGoingOn(List<Cell> cells) {
    if (listener.isToStop()) {
      throw new TrainingStoppedException(cells.get(0));
    }
  }

  /** The cell whose model is the run's and was tested: the final one, or else the best. */
  private static Optional<Cell> tested(List<CellResult> results, Optional<CellResult> best) {
    return Stream.concat(
            results.stream().filter(result -> result.cell().repetition().isPresent()),
            best.stream())
        .filter(result -> result.status() == CellStatus.OK && result.test().isPresent())
        .map(CellResult::cell)
        .findFirst();
  }

  private RunFacts facts() {
    return new RunFacts(directory.runId(), data.sha256(), data.blocks(), data.classNames());
  }

  private long ofFinalModel(List<Cell> cells) {
    return settings.finalModel() ? planned().ofFinalModel(cells) : 0;
  }

  private List<CellResult> trainFinal(Cell cell, CellTables tables) {
    data.releaseParts();
    return search(SearchSettings.ONE_CELL, settings.training().withTest(), tables, 0)
        .run(List.of(cell));
  }

  private CellSearch search(
      SearchSettings how,
      CellTrainer.Settings training,
      CellTables tables,
      long iterationsAfterwards) {
    return new CellSearch(
        JavaSparkContext.fromSparkContext(session.sparkContext()),
        how,
        new CellTrainer(data, Optional.of(checkpoints()), training, listener),
        checkpoints(),
        new FinishedCells(directory, tables, data.blocks(), listener),
        planned(),
        iterationsAfterwards);
  }

  private Checkpoints checkpoints() {
    return directory.checkpoints(data.sha256(), data.blocks());
  }

  private PlannedIterations planned() {
    return new PlannedIterations(data.train().rows());
  }

  /** If there is one cell and no validation part, there is nothing to choose. */
  private static Optional<CellResult> best(List<CellResult> results) {
    if (results.size() == 1) {
      return results.stream().filter(result -> result.status() == CellStatus.OK).findFirst();
    }
    return Selection.best(results);
  }
}
