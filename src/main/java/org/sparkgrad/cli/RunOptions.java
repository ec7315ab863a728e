package org.sparkgrad.cli;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.artifact.RunRefusedException;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.feature.FeatureStore;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.CurveInterval;
import org.sparkgrad.train.DataLayout;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How a run goes, where its results go, and what of its course is kept. */
final class RunOptions {
  static final String RESUME = "--resume";
  private static final int CHECKPOINT_INTERVAL = 500;
  private static final int CHECKPOINT_SECONDS = 60;
  private static final String TENSORBOARD = "tensorboard";
  private static final BigDecimal LEAST_EPOCHS = new BigDecimal("0.001");

  @Option(
      names = "--out",
      paramLabel = "RUN",
      description =
          "Run directory to make, any Hadoop file-system URI (default: runs/COMMAND-TIME-ID).")
  String out;

  @Option(names = "--overwrite", description = "Replace the run directory where it exists.")
  boolean overwrite;

  @Option(
      names = RESUME,
      arity = "0..1",
      paramLabel = "RUN",
      fallbackValue = "true",
      description =
          "Go on with the run in a run directory from its checkpoints, with the options that it was"
              + " called with; without RUN, with that of --out and the options given.")
  String resume;

  @Option(
      names = "--take-over",
      description =
          "Take the run directory over from a process of another host that has given no sign of life"
              + " for two minutes.")
  boolean takeOver;

  @Option(
      names = "--dry-run",
      description =
          "Print the cells and what they would take: iterations, jobs, memory and bytes. Starts"
              + " nothing and writes nothing.")
  boolean dryRun;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "N",
      defaultValue = "" + CHECKPOINT_INTERVAL,
      description =
          "Iterations between two checkpoints of a cell; 0 for one at its end alone (default:"
              + " ${DEFAULT-VALUE}).")
  int checkpointInterval;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "N",
      description =
          "Seconds after which a cell writes a checkpoint in between; 0 for never (default: 60, or 0"
              + " with --checkpoint-interval 0).")
  Integer checkpointSeconds;

  @Option(
      names = "--curve-interval",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Measure accuracies for the learning curve every N iterations and at the end; 0 for never"
              + " (default: ${DEFAULT-VALUE}).")
  int curveInterval;

  @Option(
      names = "--curve-epochs",
      paramLabel = "X",
      description =
          "Measure them every X epochs instead, such as 0.25: cells of all batch sizes have points"
              + " at the same epochs.")
  BigDecimal curveEpochs;

  @Option(
      names = "--merge-depth",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Levels over which the sums of partitions are merged, as treeAggregate's depth; changes"
              + " no result, and has no effect on a local master, which merges nothing over levels"
              + " (default: 0, chosen by how much there is to merge).")
  int mergeDepth;

  @Option(
      names = "--feature-store",
      paramLabel = "DIR",
      description =
          "Read features from a directory that 'features' wrote where they are those of the same data"
              + " and options, else compute them; changes no result.")
  String featureStore;

  @Option(
      names = "--wide",
      description =
          "Print a table of all that was measured of each cell, however wide; without it, tables fit"
              + " 80 columns.")
  boolean wide;

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      description =
          "Write the curves for other tools too, while cells train: tensorboard, event files in the"
              + " run directory's tensorboard/.")
  String log;

  @Option(
      names = "--report",
      description = "Write the run's report at its end, as the command 'report' does.")
  boolean report;

  @Mixin TestViewsOption testViews;

  /** Whether a run is gone on with. */
  boolean isResumed() {
    return resume != null && !resume.equals("false");
  }

  /** The run directory that stands after {@code --resume}. */
  static Optional<String> resumed(String resume) {
    return Optional.ofNullable(resume)
        .filter(value -> !value.equals("true") && !value.equals("false"));
  }

  /**
   * What is measured and kept on the way.
   *
   * @param test whether cells are tested
   */
  CellTrainer.Settings training(boolean test, TestViews views) {
    CurveInterval curve =
        curveEpochs == null
            ? CurveInterval.ofIterations(curveInterval)
            : CurveInterval.ofEpochs(curveEpochs);
    return new CellTrainer.Settings(curve, checkpointInterval, checkpointSeconds(), test, views);
  }

  private int checkpointSeconds() {
    int byDefault = checkpointInterval == 0 ? 0 : CHECKPOINT_SECONDS;
    return checkpointSeconds == null ? byDefault : checkpointSeconds;
  }

  @Option(
      names = "--blocks",
      paramLabel = "N",
      description =
          "Blocks that the rows are cut into, which bounds how many tasks can be busy; a part of"
              + " what is trained, as its last bits depend on it (default: as many as the run has that"
              + " is resumed, else by the rows, their bytes and what they cost; 16 for CIFAR-10, and"
              + " for convolutional nets a 32nd of the smallest batch, from 16 to 64).")
  Integer blocks;

  DataLayout layout(int partitions) {
    OptionalInt asked = blocks == null ? OptionalInt.empty() : OptionalInt.of(blocks);
    return new DataLayout(partitions, new MergeDepth(mergeDepth), asked);
  }

  /** Checks what depends on how many training rows there are. */
  void checkBlocks(int rows, long bytesPerRow, Problems problems) {
    int fewest = RowBlocks.fewest(rows, bytesPerRow);
    problems.require(
        blocks == null || (blocks >= fewest && blocks <= rows),
        "--blocks: expected a whole number from %d to the %d training rows, found %d"
            .formatted(fewest, rows, blocks));
  }

  /** Whether {@code --resume} names a run, whose options are those of the call. */
  boolean namesRun() {
    return resumed(resume).isPresent();
  }

  /** The run directory; empty, with a problem noted, where there can be none. */
  Optional<RunDirectory> directory(String command, String data, Problems problems) {
    Optional<String> named = resumed(resume);
    problems.require(
        named.isEmpty() || out == null || isSamePlace(out, named.get()),
        "--resume and --out: expected one run directory, found %s and %s"
            .formatted(named.orElse(""), out));
    if (isResumed() && named.isEmpty() && out == null) {
      problems.add("--resume: expected a run directory after it, or by --out, found neither");
      return Optional.empty();
    }
    String uri = named.orElse(out == null ? freshName(command) : out);
    Optional<RunDirectory> directory = open(uri, problems);
    if (overwrite && directory.isPresent()) {
      RunDirectory.owned(Sessions.hadoop(), uri)
          .objection(PreciousPlaces.of(data))
          .ifPresent(objection -> problems.add("--overwrite: " + objection));
    }
    problems.require(
        !(overwrite && isResumed()), "--overwrite and --resume: expected one of them, found both");
    problems.require(
        !takeOver || overwrite || isResumed(),
        "--take-over: expected together with --resume or --overwrite, found neither");
    problems.require(
        !isResumed() || directory.isEmpty() || directory.get().exists(),
        "--resume: expected an existing run directory, found nothing at " + uri);
    problems.require(
        !isResumed() || directory.isEmpty() || !directory.get().exists() || directory.get().isRun(),
        "--resume: expected a run directory, found one without a manifest.json at " + uri);
    problems.require(
        overwrite || isResumed() || directory.isEmpty() || !directory.get().exists(),
        "--out: expected a run directory that does not exist, found "
            + uri
            + "; --overwrite replaces it, --resume goes on with it");
    problems.require(
        checkpointInterval >= 0,
        "--checkpoint-interval: expected a whole number of at least 0, found "
            + checkpointInterval);
    problems.require(
        checkpointSeconds == null || checkpointSeconds >= 0,
        "--checkpoint-seconds: expected a whole number of at least 0, found " + checkpointSeconds);
    problems.require(
        curveInterval >= 0,
        "--curve-interval: expected a whole number of at least 0, found " + curveInterval);
    problems.require(
        curveEpochs == null || curveEpochs.compareTo(LEAST_EPOCHS) >= 0,
        "--curve-epochs: expected a number of at least %s, found %s"
            .formatted(LEAST_EPOCHS, curveEpochs));
    problems.require(
        curveEpochs == null || curveInterval == 0,
        "--curve-interval and --curve-epochs: expected one of them, found both");
    problems.require(
        mergeDepth >= 0,
        "--merge-depth: expected a whole number of at least 0, found " + mergeDepth);
    problems.require(
        log == null || log.equals(TENSORBOARD),
        "--log: expected %s, found '%s'".formatted(TENSORBOARD, log));
    checkFeatureStore(problems);
    return directory;
  }

  /** Whether both lead to one directory; what leads nowhere is another problem. */
  private static boolean isSamePlace(String out, String named) {
    return out.equals(named)
        || place(out).filter(place -> Optional.of(place).equals(place(named))).isPresent();
  }

  private static Optional<String> place(String uri) {
    return open(uri, new Problems()).map(RunDirectory::toString);
  }

  /**
   * Refuses what none of the cells reads, unless it is the file that gives it and the command line
   * that chooses the model.
   */
  void checkRead(List<Cell> cells, ParseResult parsed, Problems problems) {
    List<ModelChoice> models =
        cells.stream().map(cell -> cell.hyperparameters().get(Hyperparameter.MODEL)).toList();
    boolean curves = models.isEmpty() || models.stream().anyMatch(ModelChoice::isByGradient);
    boolean checkpoints = models.isEmpty() || models.stream().anyMatch(ModelChoice::isIterative);
    requireRead("--curve-interval", curveInterval == 0 || curves, parsed, problems);
    requireRead("--curve-epochs", curveEpochs == null || curves, parsed, problems);
    requireRead(
        "--checkpoint-interval",
        checkpointInterval == CHECKPOINT_INTERVAL || checkpoints,
        parsed,
        problems);
    requireRead("--checkpoint-seconds", checkpointSeconds == null || checkpoints, parsed, problems);
  }

  private static void requireRead(
      String option, boolean isRead, ParseResult parsed, Problems problems) {
    boolean given =
        parsed.hasMatchedOption(option)
            || !parsed.hasMatchedOption("--" + Hyperparameter.MODEL.key());
    problems.require(
        isRead || !given, option + ": expected only with a model that it changes, found others");
  }

  /** Makes the run directory this process's own. */
  RunDirectory begin(RunDirectory directory) {
    try {
      directory.begin(start(), takeOver);
      return directory;
    } catch (RunRefusedException e) {
      throw new UsageException((isResumed() ? RESUME + ": " : "--out: ") + e.getMessage());
    }
  }

  /** Checks that executors share the run directory with the driver. */
  void requireShared(RunDirectory directory, JavaSparkContext context) {
    try {
      directory.requireShared(context);
    } catch (RunRefusedException e) {
      throw new UsageException((isResumed() ? RESUME + ": " : "--out: ") + e.getMessage());
    }
  }

  private RunDirectory.Start start() {
    if (isResumed()) {
      return RunDirectory.Start.RESUME;
    }
    return overwrite ? RunDirectory.Start.REPLACE : RunDirectory.Start.NEW;
  }

  /** A name that no other run has, though it start in the same moment. */
  static String freshName(String command) {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .format(LocalDateTime.now(ZoneId.systemDefault()));
    return "runs/%s-%s-%s".formatted(command, time, UUID.randomUUID().toString().substring(0, 8));
  }

  Optional<FeatureStore> featureStore(SparkSession session) {
    return Optional.ofNullable(featureStore).map(uri -> FeatureStore.open(session, uri));
  }

  private void checkFeatureStore(Problems problems) {
    if (featureStore == null) {
      return;
    }
    Optional<String> problem = new Location("--feature-store", featureStore).problem();
    problem.ifPresent(problems::add);
    problems.require(
        problem.isPresent() || FeatureStore.exists(Sessions.hadoop(), featureStore),
        "--feature-store: expected a directory that 'features' wrote, found none at "
            + featureStore);
  }

  /** What {@code --out} names; a problem if nothing can be written there. */
  static Optional<RunDirectory> open(String uri, Problems problems) {
    Optional<String> problem = new Location("--out", uri).writingProblem();
    problem.ifPresent(problems::add);
    return problem.isPresent()
        ? Optional.empty()
        : Optional.of(RunDirectory.at(Sessions.hadoop(), uri));
  }
}
