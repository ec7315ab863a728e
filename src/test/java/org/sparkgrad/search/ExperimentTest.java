package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TableRows;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ScheduleKind;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.Told;
import org.sparkgrad.train.TrainedModel;
import org.sparkgrad.train.TrainingData;

@ExtendWith(SharedSpark.class)
class ExperimentTest {
  private static final int TRAIN_ROWS = 60;
  private static final PlannedIterations PLANNED = new PlannedIterations(TRAIN_ROWS);
  private static final SearchSettings PAIRS = new SearchSettings(2, false, Optional.empty());
  private static final CellTrainer.Settings UNTESTED = new CellTrainer.Settings(0, 0, false);
  private static final Experiment.Settings GRID =
      new Experiment.Settings(PAIRS, UNTESTED, true, false, Map.of("command", "grid"));
  private static final Experiment.Settings TESTED =
      new Experiment.Settings(PAIRS, UNTESTED.withTest(), true, false, Map.of());
  private static final Experiment.Settings TRAIN =
      new Experiment.Settings(SearchSettings.ONE_CELL, UNTESTED.withTest(), false, false, Map.of());

  @TempDir static Path shared;
  private static TrainingData data;

  /** Of two good cells, and where it is. */
  private static Experiment.Outcome grid;

  private static Path gridPlace;

  private final Told told = new Told();

  @BeforeAll
  static void runTheGrid(
      @Loaded(rowsPerFile = 12, testRows = 20) TrainingData loaded, SparkSession session) {
    data = loaded;
    gridPlace = shared.resolve("runs/first");
    grid = run(new Told(), session, gridPlace, GRID, good("cell-1"), good("cell-2"));
  }

  private Experiment.Outcome run(
      SparkSession session, Path target, Experiment.Settings settings, Cell... cells) {
    return run(told, session, target, settings, cells);
  }

  private static Experiment.Outcome run(
      Told told, SparkSession session, Path target, Experiment.Settings settings, Cell... cells) {
    RunDirectory directory = RunDirectory.at(new Configuration(), target.toString());
    return new Experiment(session, data, directory, settings, told).run(List.of(cells));
  }

  private static Cell cell(String name, double rate, int validation, String features) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.VALIDATION, validation);
    given.put(Hyperparameter.FEATURES, features);
    given.put(Hyperparameter.BATCH_SIZE, 10);
    given.put(Hyperparameter.ITERATIONS, 6);
    return new Cell(name, Hyperparameters.of(given));
  }

  /** Each another one, as equal cells are one; the first is the best. */
  private static Cell good(String name) {
    int number = Integer.parseInt(name.substring("cell-".length()));
    return cell(name, 0.01 / number, 20, "raw|standardize");
  }

  private static Cell diverging(String name) {
    return cell(name, 1e39, 20, "raw|standardize");
  }

  /** The features are checked where the command line is read, not before training. */
  private static Cell failing(String name) {
    return cell(name, 0.01, 20, "raw|nonsense");
  }

  private static List<String> children(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static JsonNode manifest(Path directory) throws IOException {
    return new ObjectMapper().readTree(directory.resolve("manifest.json").toFile());
  }

  private static Row result(Path directory, String cell) {
    return TableRows.ofCell(directory.resolve("results"), cell);
  }

  private static CellResult named(Experiment.Outcome outcome, String name) {
    return outcome.results().stream()
        .filter(result -> result.cell().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static TrainedModel savedModel(Path directory, String cell) {
    return SavedModel.read(new Configuration(), directory.resolve("models/" + cell).toString());
  }

  @Test
  void leavesACompleteRunDirectory() throws IOException {
    assertEquals(
        List.of(
            "checkpoints",
            "confusion",
            "curves",
            "examples",
            "manifest.json",
            "models",
            "predictions",
            "results"),
        children(gridPlace));
    assertEquals(List.of("cell-1", "cell-2", "final"), children(gridPlace.resolve("models")));
    assertEquals(
        List.of("bias.npy", "model.json", "pixel_offset.npy", "pixel_scale.npy", "weights.npy"),
        children(gridPlace.resolve("models/final")));
  }

  @Test
  void tellsInTheManifestWhatWasRun() throws IOException {
    JsonNode manifest = manifest(gridPlace);
    assertEquals("done", manifest.get("status").asText());
    assertEquals("grid", manifest.get("command").asText());
    assertEquals("cell-1", manifest.get("best").asText());
    assertEquals(2, manifest.get("cells").asInt());
    assertEquals(60, manifest.get("train_rows").asInt());
    assertEquals(20, manifest.get("test_rows").asInt());
    assertEquals("jay", manifest.get("class_names").get(9).asText());
    assertEquals(data.sha256(), manifest.get("data_sha256").asText());
  }

  @Test
  void tellsInTheManifestWhatRanIt(SparkSession session, @TempDir Path target) throws IOException {
    run(session, target, TRAIN, good("cell-1"));
    JsonNode manifest = manifest(target);
    assertEquals("local[2]", manifest.get("master").asText());
    assertEquals(session.version(), manifest.get("spark_version").asText());
    assertFalse(manifest.get("java_version").asText().isEmpty());
    assertFalse(manifest.get("version").asText().isEmpty());
    Instant started = Instant.parse(manifest.get("started").asText());
    assertFalse(Instant.parse(manifest.get("ended").asText()).isBefore(started));
  }

  @Test
  void trainsTheBestCellOnAllRowsAndTestsItOnce() {
    assertEquals(Optional.of("cell-1"), grid.best());
    CellResult last = grid.results().get(2);
    assertEquals("final", last.cell().name());
    assertEquals(0, last.cell().hyperparameters().get(Hyperparameter.VALIDATION));
    assertEquals(TRAIN_ROWS, last.train().orElseThrow().confusion().rows());
    assertEquals(20, last.test().orElseThrow().confusion().rows());
    assertEquals(Optional.empty(), last.validation());
    assertEquals(Optional.empty(), grid.results().get(0).test());
    assertEquals(40, grid.results().get(0).train().orElseThrow().confusion().rows());
  }

  @Test
  void trainsTheFinalModelWithTheHyperparametersOfTheBest(
      SparkSession session, @TempDir Path target) {
    Cell slow = cell("cell-1", 1e-12, 20, "raw");
    Experiment.Outcome outcome = run(session, target, GRID, slow, good("cell-2"));
    assertEquals(Optional.of("cell-2"), outcome.best());
    CellResult last = named(outcome, "final");
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      Object expected =
          each == Hyperparameter.VALIDATION ? 0 : good("cell-2").hyperparameters().column(each);
      assertEquals(expected, last.cell().hyperparameters().column(each), each.key());
    }
  }

  /** Warmed up and falling over 60 iterations of 40 rows each epoch, not over those it makes. */
  @Test
  void trainsTheFinalModelOnTheScheduleOfAnEarlyStoppedCell(
      SparkSession session, @TempDir Path target) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.VALIDATION, 20);
    given.put(Hyperparameter.BATCH_SIZE, 10);
    given.put(Hyperparameter.EPOCHS, BigDecimal.valueOf(15.0));
    given.put(Hyperparameter.PATIENCE, 2);
    given.put(Hyperparameter.SCHEDULE, ScheduleKind.COSINE);
    given.put(Hyperparameter.WARM_UP, BigDecimal.valueOf(0.1));
    given.put(Hyperparameter.AVERAGE, BigDecimal.valueOf(0.9));
    Experiment.Outcome outcome =
        run(session, target, GRID, new Cell("cell-1", Hyperparameters.of(given)));
    CellResult best = named(outcome, "cell-1");
    CellResult last = named(outcome, "final");
    assertEquals(Optional.of(StopReason.EARLY_STOPPING), best.stopReason());
    int updates = (int) best.bestIteration();
    Map<String, List<Row>> curves = Curves.of(target);
    assertEquals(updates, curves.get("final").size());
    assertEquals(
        learningRates(curves.get("cell-1").subList(0, updates)),
        learningRates(curves.get("final")));
    assertEquals(best.course().kept().averaged(), last.course().kept().averaged());
    assertEquals(15.0, result(target, "final").<Double>getAs("epochs"));
    assertEquals("cell-1", result(target, "final").getAs("final_of"));
    assertNull(result(target, "cell-1").getAs("final_of"));
  }

  private static List<Double> learningRates(List<Row> curve) {
    return curve.stream().map(row -> row.<Double>getAs("learning_rate")).toList();
  }

  /** Each with its share of the time, and with that of all. */
  @Test
  void tellsTheSecondsOfAGroup(SparkSession session, @TempDir Path target) {
    Experiment.Settings fused =
        new Experiment.Settings(
            new SearchSettings(2, true, Optional.empty()), UNTESTED, true, false, Map.of());
    run(session, target, fused, good("cell-1"), good("cell-2"));
    Row first = result(target, "cell-1");
    Row second = result(target, "cell-2");
    double sum = first.<Double>getAs("seconds") + second.<Double>getAs("seconds");
    assertEquals(sum, first.<Double>getAs("group_seconds"), 1e-9);
    assertEquals(sum, second.<Double>getAs("group_seconds"), 1e-9);
    assertNull(result(target, "final").getAs("group_seconds"));
  }

  @Test
  void namesTheRunAlikeInManifestAndTablesAndWhenItIsResumed(
      SparkSession session, @TempDir Path target) throws IOException {
    run(session, target, GRID, good("cell-1"));
    String id = manifest(target).get("run_id").asText();
    String started = result(target, "cell-1").getAs("started");
    Experiment.Settings resume = new Experiment.Settings(PAIRS, UNTESTED, true, true, Map.of());
    run(session, target, resume, good("cell-1"), good("cell-2"));
    assertEquals(id, manifest(target).get("run_id").asText());
    assertEquals(id, result(target, "cell-2").getAs("run_id"));
    Instant before = Instant.parse(started).truncatedTo(ChronoUnit.MILLIS);
    String again = result(target, "cell-1").getAs("started");
    assertEquals(before, Instant.parse(again));
    run(session, target, GRID, good("cell-1"));
    assertNotEquals(id, manifest(target).get("run_id").asText());
  }

  /** The final model has no validation part to stop by. */
  @Test
  void trainsTheFinalModelAsLongAsTheBestWeightsOfAnEarlyStoppedCell(
      SparkSession session, @TempDir Path target) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.VALIDATION, 20);
    given.put(Hyperparameter.BATCH_SIZE, 10);
    given.put(Hyperparameter.EPOCHS, BigDecimal.valueOf(10.0));
    given.put(Hyperparameter.PATIENCE, 2);
    Cell[] cells = {new Cell("cell-1", Hyperparameters.of(given))};
    Experiment.Outcome outcome = run(session, target, GRID, cells);
    CellResult best = named(outcome, "cell-1");
    CellResult last = named(outcome, "final");
    assertEquals(Optional.of(StopReason.EARLY_STOPPING), best.stopReason());
    assertEquals(best.iterationsRun() - 2 * 4, best.bestIteration());
    assertEquals(best.bestIteration(), last.iterationsRun());
    assertEquals(Optional.of(StopReason.ITERATIONS), last.stopReason());
    assertEquals(TRAIN_ROWS, last.train().orElseThrow().confusion().rows());
    assertEquals(PLANNED.ofAll(List.of(cells), true), told.expected().get(0));
    assertEquals(last.iterationsRun(), told.expected().get(1));
    assertEquals(best.iterationsRun() + last.iterationsRun(), told.made());
    assertEquals("early-stopping", result(target, "cell-1").getAs("stop_reason"));
  }

  @Test
  void testsEveryCellWhereAsked(SparkSession session, @TempDir Path target) {
    Experiment.Outcome outcome = run(session, target, TESTED, good("cell-1"), good("cell-2"));
    for (CellResult result : outcome.results()) {
      assertEquals(20, result.test().orElseThrow().confusion().rows());
    }
  }

  @Test
  void writesWhatItReturns(SparkSession session) {
    for (CellResult result : grid.results()) {
      String name = result.cell().name();
      Row row = result(gridPlace, name);
      String sha256 = row.getAs("weights_sha256");
      assertEquals(result.train().orElseThrow().accuracy(), row.<Double>getAs("train_accuracy"));
      assertEquals(sha256, savedModel(gridPlace, name).weightsSha256());
      assertEquals(data.sha256(), row.getAs("data_sha256"));
    }
    assertNull(result(gridPlace, "final").getAs("validation_accuracy"));
  }

  @Test
  void keepsTheCurvesOfAllCells() {
    assertEquals(3 * 6, TableRows.of(gridPlace.resolve("curves")).size());
  }

  @Test
  void trainsOneCellWithoutValidationAsItIs(SparkSession session, @TempDir Path target) {
    Experiment.Outcome outcome =
        run(session, target, TRAIN, cell("cell-1", 0.01, 0, "raw|standardize"));
    assertEquals(Optional.of("cell-1"), outcome.best());
    assertEquals(1, outcome.results().size());
    assertEquals(20, outcome.results().get(0).test().orElseThrow().confusion().rows());
    assertFalse(outcome.failed());
  }

  @Test
  void goesOnWithoutDivergedCells(SparkSession session, @TempDir Path target) throws IOException {
    Experiment.Outcome outcome = run(session, target, GRID, diverging("cell-1"), good("cell-2"));
    assertEquals(Optional.of("cell-2"), outcome.best());
    assertFalse(outcome.failed());
    assertEquals("diverged", result(target, "cell-1").getAs("status"));
    assertNull(result(target, "cell-1").getAs("train_accuracy"));
    assertEquals(List.of("cell-2", "final"), children(target.resolve("models")));
  }

  @Test
  void goesOnWithoutFailedCellsButSaysSo(SparkSession session, @TempDir Path target) {
    Experiment.Outcome outcome = run(session, target, GRID, failing("cell-1"), good("cell-2"));
    assertEquals(Optional.of("cell-2"), outcome.best());
    assertTrue(outcome.failed());
    assertEquals(CellStatus.FAILED, outcome.results().get(0).status());
    assertEquals("failed", result(target, "cell-1").getAs("status"));
    assertTrue(result(target, "cell-1").<String>getAs("error").contains("nonsense"));
    assertEquals("ok", result(target, "final").getAs("status"));
  }

  private static void assertPredictionsOf(CellResult tested, Path directory) {
    List<Row> predictions = TableRows.of(directory.resolve("predictions"));
    long[][] counted = new long[10][10];
    for (Row row : predictions) {
      assertEquals(tested.cell().name(), row.getAs("cell"));
      counted[row.<Integer>getAs("label")][row.<Integer>getAs("prediction")]++;
    }
    ConfusionMatrix expected = tested.test().orElseThrow().confusion();
    assertEquals(20, predictions.size());
    for (int i = 0; i < 100; i++) {
      assertEquals(expected.count(i / 10, i % 10), counted[i / 10][i % 10]);
    }
    assertEquals(20, TableRows.of(directory.resolve("examples")).size());
  }

  /** Of features that are computed, as a check that they are computed alike. */
  @Test
  void writesThePredictionsOfTheFinalModel(SparkSession session, @TempDir Path target) {
    SearchSettings fused =
        new SearchSettings(1, true, Optional.of(new Halving(2, Optional.empty())));
    Experiment.Settings settings =
        new Experiment.Settings(fused, UNTESTED.withTest(), true, false, Map.of());
    Cell[] cells = {
      cell("cell-1", 0.01, 20, "hog(cell=16)|pca(5)|standardize"),
      cell("cell-2", 0.02, 20, "hog(cell=16)|pca(5)|standardize")
    };
    assertPredictionsOf(run(session, target, settings, cells).results().get(2), target);
  }

  @Test
  void writesThePredictionsOfTheBestCellIfItIsTheLast(SparkSession session, @TempDir Path target) {
    Experiment.Settings settings =
        new Experiment.Settings(PAIRS, UNTESTED.withTest(), false, false, Map.of());
    Experiment.Outcome outcome = run(session, target, settings, good("cell-1"), good("cell-2"));
    CellResult best =
        outcome.results().stream()
            .filter(result -> result.cell().name().equals(outcome.best().orElseThrow()))
            .findFirst()
            .orElseThrow();
    assertPredictionsOf(best, target);
  }

  @Test
  void writesNoPredictionsIfNothingIsTested(SparkSession session, @TempDir Path target) {
    Experiment.Settings settings = new Experiment.Settings(PAIRS, UNTESTED, false, false, Map.of());
    run(session, target, settings, good("cell-1"), good("cell-2"));
    assertFalse(Files.exists(target.resolve("predictions")));
    assertFalse(Files.exists(target.resolve("examples")));
  }

  @Test
  void writesItsTablesWhereNoCellIsOk(SparkSession session, @TempDir Path target)
      throws IOException {
    Experiment.Outcome outcome = run(session, target, GRID, diverging("cell-1"), failing("cell-2"));
    assertEquals(Optional.empty(), outcome.best());
    assertTrue(outcome.failed());
    assertEquals(2, outcome.results().size());
    assertTrue(manifest(target).get("best").isNull());
    assertEquals("diverged", result(target, "cell-1").getAs("status"));
    assertEquals(List.of(), TableRows.of(target.resolve("confusion")));
  }

  @Test
  void failsWhereAllDiverge(SparkSession session, @TempDir Path target) {
    assertTrue(run(session, target, GRID, diverging("cell-1"), diverging("cell-2")).failed());
  }

  @Test
  void replacesWhatWasThere(SparkSession session, @TempDir Path target) throws IOException {
    run(session, target, GRID, good("cell-1"), good("cell-2"));
    run(session, target, TRAIN, good("cell-1"));
    assertEquals(List.of("cell-1"), children(target.resolve("models")));
    assertEquals(1, TableRows.of(target.resolve("results")).size());
  }

  @Test
  void tellsOfIterationsThatAreMadeAndOfCellsThatEnd(SparkSession session, @TempDir Path target) {
    Cell[] cells = {diverging("cell-1"), failing("cell-2"), good("cell-3")};
    Experiment.Outcome outcome = run(session, target, GRID, cells);
    assertEquals(4 * 6, PLANNED.ofAll(List.of(cells), true));
    assertEquals(List.of(4 * 6L, 6L), told.expected());
    assertEquals(
        outcome.results().stream().mapToLong(CellResult::iterationsRun).sum(), told.made());
    assertEquals(Set.of("cell-1", "cell-2", "cell-3", "final"), Set.copyOf(told.ended()));
    assertEquals(0, told.running());
  }

  @Test
  void countsTheIterationsOfEpochsByTheTrainingPart() {
    Map<Hyperparameter<?>, Object> given =
        Map.of(
            Hyperparameter.EPOCHS, BigDecimal.valueOf(2.0),
            Hyperparameter.BATCH_SIZE, 10,
            Hyperparameter.VALIDATION, 20);
    Cell cell = new Cell("cell-1", Hyperparameters.of(given));
    assertEquals(8, PLANNED.ofAll(List.of(cell), false));
    assertEquals(8 + 12, PLANNED.ofAll(List.of(cell), true));
  }
}
