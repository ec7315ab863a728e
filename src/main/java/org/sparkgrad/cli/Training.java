package org.sparkgrad.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.format.DataDirectory;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.io.DataException;
import org.sparkgrad.search.Experiment;
import org.sparkgrad.search.Grid;
import org.sparkgrad.search.PlannedIterations;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.TrainingData;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code train} and {@code grid} have in common: options, checks, the run, the output. */
abstract class Training implements Action {
  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin RunOptions runOptions;
  @Mixin ConfigOption config;

  /** Whether hyperparameters take comma lists. */
  abstract boolean lists();

  /** How the cells are to be run; adds what is wrong with its own options. */
  abstract Experiment.Settings settings(Map<String, Object> manifest, Problems problems);

  /** Hyperparameter values where neither the command line nor the configuration gives any. */
  Map<Hyperparameter<?>, List<Object>> defaults() {
    return Map.of();
  }

  @Override
  public int run(Problems problems) throws IOException {
    dataOptions.check(problems);
    Optional<RunDirectory> directory = runOptions.directory(command.name(), problems);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("command", command.name());
    manifest.put("data", dataOptions.directory());
    Experiment.Settings settings = settings(manifest, problems);
    Map<Hyperparameter<?>, List<Object>> axes =
        HyperparameterOptions.values(command, lists(), problems);
    defaults().forEach(axes::putIfAbsent);
    List<Cell> cells = new Grid(axes).cells();
    DataDirectory data = open(cells, problems);
    problems.throwIfAny();
    return run(cells, data, directory.orElseThrow(), settings);
  }

  /** Opens the data and checks what depends on its size; a usage problem outweighs bad data. */
  private DataDirectory open(List<Cell> cells, Problems problems) {
    DataDirectory data;
    try {
      data = dataOptions.open();
    } catch (DataException e) {
      problems.throwIfAny();
      throw e;
    }
    checkAgainst(DataDirectory.rows(data.train()), cells, problems);
    return data;
  }

  /** Checks what depends on how many training rows there are. */
  void checkAgainst(int rows, List<Cell> cells, Problems problems) {
    for (Cell cell : cells) {
      checkAgainst(rows, cell.hyperparameters(), problems);
    }
  }

  private static void checkAgainst(int rows, Hyperparameters cell, Problems problems) {
    problems.require(
        cell.get(Hyperparameter.CROP) == 0
            || FeaturePipeline.parse(cell.get(Hyperparameter.FEATURES)).readsPixels(),
        "--crop: expected 0 with features that are computed once (%s), found %d"
            .formatted(cell.get(Hyperparameter.FEATURES), cell.get(Hyperparameter.CROP)));
    int trainRows = rows - cell.get(Hyperparameter.VALIDATION);
    problems.require(
        trainRows > 0,
        "--validation: expected fewer than the %d training rows, found %d"
            .formatted(rows, cell.get(Hyperparameter.VALIDATION)));
    problems.require(
        cell.get(Hyperparameter.PATIENCE) == 0 || cell.get(Hyperparameter.VALIDATION) > 0,
        "--validation: expected at least 1 row to stop by where --patience is above 0, found 0");
    problems.require(
        cell.get(Hyperparameter.BIAS) || !Architecture.needsBias(cell),
        "--bias: expected true where --model is nearest-mean, found false");
    problems.require(
        trainRows <= 0 || cell.get(Hyperparameter.BATCH_SIZE) <= trainRows,
        "--batch-size: expected at most the %d rows of the training part, found %d"
            .formatted(trainRows, cell.get(Hyperparameter.BATCH_SIZE)));
    if (trainRows > 0) {
      FeaturePipeline.parse(cell.get(Hyperparameter.FEATURES))
          .problemWith(trainRows)
          .ifPresent(problem -> problems.add("--features: " + problem));
    }
  }

  private int run(
      List<Cell> cells,
      DataDirectory directory,
      RunDirectory runDirectory,
      Experiment.Settings settings)
      throws IOException {
    long iterations =
        new PlannedIterations(DataDirectory.rows(directory.train()))
            .ofAll(cells, settings.finalModel());
    try (SparkSession session = Sessions.start(command.name())) {
      JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
      try (TrainingData data =
          TrainingData.load(
              context,
              directory,
              dataOptions.partitions(context),
              runOptions.mergeDepth(),
              runOptions.featureStore(session))) {
        Experiment.Outcome outcome;
        try (ProgressLine progress = new ProgressLine(command.name(), iterations)) {
          Experiment experiment =
              new Experiment(session, data, runDirectory, settings, progress::advance);
          requireResumable(experiment, cells);
          outcome = experiment.run(cells);
        }
        new ResultsPrinter(command.commandLine().getOut(), runDirectory.toString(), data.sha256())
            .print(outcome, common.json);
        return outcome.failed() ? ExitCode.CELLS_FAILED : ExitCode.DONE;
      }
    }
  }

  private static void requireResumable(Experiment experiment, List<Cell> cells) {
    try {
      experiment.requireResumable(cells);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--resume: " + e.getMessage());
    }
  }
}
