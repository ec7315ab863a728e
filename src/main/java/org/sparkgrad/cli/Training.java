package org.sparkgrad.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.RecordedCall;
import org.sparkgrad.artifact.RecordedRun;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.artifact.tensorboard.TensorBoardLog;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.io.DataException;
import org.sparkgrad.model.Network;
import org.sparkgrad.report.plot.Plot;
import org.sparkgrad.search.Experiment;
import org.sparkgrad.search.Grid;
import org.sparkgrad.search.PlannedIterations;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellChecks;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CheckedCell;
import org.sparkgrad.train.DataLayout;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingHeap;
import org.sparkgrad.train.TrainingListener;
import org.sparkgrad.train.TrainingStoppedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What {@code train} and {@code grid} have in common: options, checks, the run, the output. */
abstract class Training implements Action {
  /** Far beyond what can be trained, and few enough to be listed. */
  private static final int MOST_COMBINATIONS = 1_000_000;

  @Spec CommandSpec command;
  @Mixin CommonOptions common;
  @Mixin DataOptions dataOptions;
  @Mixin RunOptions runOptions;
  @Mixin ConfigOption config;

  /** What the call gives, rather than the defaults. */
  private Set<Hyperparameter<?>> given = Set.of();

  /** By the names of the cells, once these have been checked. */
  private final Map<String, Network> networks = new HashMap<>();

  /** This process's own, in which there may be no run yet. */
  private volatile RunDirectory held;

  private volatile RunDirectory begun;
  private volatile boolean stopping;

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
    Optional<RunDirectory> directory =
        runOptions.directory(command.name(), dataOptions.directory(), problems);
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put(RecordedCall.COMMAND, command.name());
    manifest.put(RecordedCall.LINE, commandLine(directory));
    manifest.put("data", dataOptions.directory());
    Experiment.Settings settings = settings(manifest, problems);
    Map<Hyperparameter<?>, List<Object>> axes =
        HyperparameterOptions.values(command, lists(), problems);
    given = Set.copyOf(axes.keySet());
    defaults().forEach(axes::putIfAbsent);
    List<Cell> cells = cells(new Grid(axes), problems);
    runOptions.checkRead(cells, command.commandLine().getParseResult(), problems);
    DataSource data = open(cells, problems);
    problems.throwIfAny();
    if (runOptions.report) {
      Plot.requireFonts();
    }
    TrainingHeap driver =
        new TrainingHeap(
            Runtime.getRuntime().maxMemory(),
            dataOptions.tasksInDriver(),
            data.rows() * data.shape().bytesPerRow());
    HeapCheck heap = new HeapCheck(driver, Sessions.executorHeap(), networks);
    heap.require(cells, blocks(cells, data.shape(), data.train().rows()));
    if (runOptions.dryRun) {
      new DryRun(command.name(), cells, data.train().rows(), settings, heap)
          .print(command.commandLine().getOut(), common.json, runOptions.wide);
      return ExitCode.DONE;
    }
    manifest.put(
        RecordedCall.OPTIONS,
        RecordedOptions.of(command, dataOptions.directory(), runOptions.featureStore));
    held = directory.orElseThrow();
    try (RunDirectory run = runOptions.begin(held)) {
      return run(cells, data, run, settings);
    }
  }

  /** The words of this call, or of the one that made the run, if that is named alone. */
  private List<String> commandLine(Optional<RunDirectory> directory) {
    return directory
        .filter(run -> runOptions.namesRun() && run.isRun())
        .flatMap(RunDirectory::call)
        .map(RecordedCall::line)
        .orElseGet(() -> command.root().commandLine().getParseResult().originalArgs());
  }

  /** The cells of a grid; says on standard error if several combinations are one. */
  private List<Cell> cells(Grid grid, Problems problems) {
    double combinations = grid.combinations();
    if (combinations > MOST_COMBINATIONS) {
      problems.add(
          "%s: expected at most %d combinations of values, found %.0f"
              .formatted(command.name(), MOST_COMBINATIONS, combinations));
      return List.of();
    }
    List<Cell> cells = grid.cells();
    if (cells.size() < combinations) {
      common
          .narration(command)
          .say(
              "%.0f combinations are %d cell%s: equal values, and values that a cell does not read,"
                  + " make no further cells",
              combinations, cells.size(), cells.size() == 1 ? "" : "s");
    }
    return cells;
  }

  /** Opens the data and checks what depends on its size; a usage problem outweighs bad data. */
  private DataSource open(List<Cell> cells, Problems problems) {
    DataSource data;
    try {
      data = dataOptions.open();
    } catch (DataException | UsageException | TypeConversionException e) {
      problems.throwIfAny();
      throw e;
    }
    int rows = data.train().rows();
    runOptions.checkBlocks(rows, data.shape().bytesPerRow(), problems);
    runOptions.testViews.check(data.shape(), problems);
    checkAgainst(data.shape(), rows, cells, problems);
    return data;
  }

  /** Checks what depends on the data and on how many training rows there are. */
  void checkAgainst(DataShape data, int rows, List<Cell> cells, Problems problems) {
    for (Cell cell : cells) {
      CheckedCell checked = CellChecks.of(cell.hyperparameters(), given, data, rows);
      checked.problems().forEach(problems::add);
      checked.network().ifPresent(network -> networks.put(cell.name(), network));
    }
    SameCells.in(cells, networks).forEach(problems::add);
    if (problems.isEmpty()) {
      int blocks = blocks(cells, data, rows);
      for (Cell cell : cells) {
        CellChecks.problemWithShares(cell.hyperparameters(), networks.get(cell.name()), blocks)
            .ifPresent(problems::add);
      }
    }
  }

  /** Blocks that the rows are cut into, once all else has been checked. */
  private int blocks(List<Cell> cells, DataShape data, int rows) {
    return runOptions.layout(1).suiting(cells, data).of(rows, data.bytesPerRow()).blocks();
  }

  private int run(
      List<Cell> cells, DataSource source, RunDirectory runDirectory, Experiment.Settings settings)
      throws IOException {
    Narration narration = common.narration(command);
    try (SparkSession session = Sessions.start(command.name(), narration)) {
      runOptions.requireShared(
          runDirectory, JavaSparkContext.fromSparkContext(session.sparkContext()));
      narration.say("loading %,d images from %s", source.rows(), source.path());
      try (RowMeter rows = RowMeter.of(session.sparkContext());
          TrainingData data = load(cells, source, session, runDirectory.recorded(), rows)) {
        Experiment.Outcome outcome = run(cells, session, data, runDirectory, settings, rows);
        new ResultsPrinter(
                command.commandLine().getOut(),
                runDirectory.place().toString(),
                evaluationOptions())
            .print(outcome, common.json, runOptions.wide);
        sayIfAnotherStays(runDirectory, narration);
        report(runDirectory.place().toString());
        return exitCode(outcome);
      }
    }
  }

  private static void sayIfAnotherStays(RunDirectory run, Narration narration) {
    String place = run.place().toString();
    if (!place.equals(run.toString())) {
      narration.say("no cell is ok: %s is still the run from before, this one is %s", run, place);
    }
  }

  /** What evaluating a model of this run as it was tested needs. */
  private List<String> evaluationOptions() {
    List<String> words = new ArrayList<>(dataOptions.words());
    words.addAll(runOptions.testViews.words());
    return words;
  }

  private TrainingData load(
      List<Cell> cells,
      DataSource source,
      SparkSession session,
      Optional<RecordedRun> recorded,
      RowMeter rows) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    DataLayout fitting =
        runOptions.layout(dataOptions.partitions(context)).suiting(cells, source.shape());
    DataLayout layout = recorded.map(run -> fitting.recorded(run.blocks())).orElse(fitting);
    try (ProgressLine progress = common.narration(command).line(rows)) {
      TrainingData data =
          TrainingData.load(context, source, layout, runOptions.featureStore(session), rows);
      progress.done();
      return data;
    }
  }

  /** Writes the report if asked to; else names the command that does. */
  private void report(String run) {
    String where = ShellCommand.of(List.of("report", run));
    if (runOptions.report) {
      where = Reports.write(List.of(run), run, common.narration(command)).page();
    }
    if (!common.json) {
      PrintWriter out = command.commandLine().getOut();
      out.println("report: " + where);
      out.flush();
    }
  }

  private Experiment.Outcome run(
      List<Cell> cells,
      SparkSession session,
      TrainingData data,
      RunDirectory runDirectory,
      Experiment.Settings settings,
      RowMeter rows) {
    Narration narration = common.narration(command);
    long iterations =
        new PlannedIterations(data.train().rows()).ofAll(cells, settings.finalModel());
    narration.say(
        "training %s for %,d iterations at most, into %s",
        cells.size() == 1 ? "1 cell" : cells.size() + " cells", iterations, runDirectory);
    TrainingMeter meter =
        new TrainingMeter(command.name(), cells.size(), rows::now, System::nanoTime);
    try (TensorBoardLog log = new TensorBoardLog(runDirectory::tensorBoard);
        ProgressLine progress = narration.line(meter)) {
      TrainingListener told = runOptions.log == null ? meter : meter.and(log);
      TrainingListener listener = told.and(TrainingListener.stopping(() -> stopping));
      Experiment experiment = new Experiment(session, data, runDirectory, settings, listener);
      enter(runDirectory, cells);
      requireResumable(experiment, cells);
      Experiment.Outcome outcome = experiment.run(cells);
      progress.done();
      return outcome;
    }
  }

  /** Cells that the heap cannot hold have not failed by themselves. */
  private static int exitCode(Experiment.Outcome outcome) {
    if (outcome.results().stream().allMatch(Training::ranOutOfMemory)) {
      return ExitCode.ERROR;
    }
    return outcome.failed() ? ExitCode.CELLS_FAILED : ExitCode.DONE;
  }

  private static boolean ranOutOfMemory(CellResult result) {
    return result.error().filter(OutOfHeapException::isNamedIn).isPresent();
  }

  /** From here on training ends in order when it is asked to; if it was before, it ends here. */
  private synchronized void enter(RunDirectory run, List<Cell> cells) {
    if (stopping) {
      throw new TrainingStoppedException(cells.get(0));
    }
    begun = run;
  }

  /** Training ends after the running iterations, which leave checkpoints. */
  @Override
  public synchronized boolean stop() {
    stopping = true;
    return begun != null;
  }

  @Override
  public String interrupted() {
    RunDirectory run = begun;
    if (run == null || !run.interrupt()) {
      if (held != null) {
        held.close();
      }
      return "interrupted before training began; nothing was written";
    }
    return "interrupted; what was trained up to the last checkpoints is in %s: go on with %s"
        .formatted(run, ShellCommand.resume(command.name(), run.toString()));
  }

  @Override
  public void failed(String reason) {
    RunDirectory run = begun;
    if (run != null) {
      run.fail(reason);
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
