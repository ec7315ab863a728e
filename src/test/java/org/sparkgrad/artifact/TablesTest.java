package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.evaluation.Evaluations;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellEnd;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.Course;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.CurveSample;
import org.sparkgrad.train.KeptWeights;
import org.sparkgrad.train.LearningCurve;
import org.sparkgrad.train.Models;
import org.sparkgrad.train.PartEvaluations;
import org.sparkgrad.train.Repetition;
import org.sparkgrad.train.TimeSpent;
import org.sparkgrad.train.WeightsSummary;

/** Writes two hand-made cells and reads the Parquet tables back. */
@ExtendWith(SharedSpark.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesTest {
  private static final String RESULTS_SCHEMA =
      """
      cell string
      model string
      hidden int
      dropout double
      loss string
      margin double
      label_smoothing double
      features string
      flip boolean
      flip_kind string
      crop int
      crop_padding string
      learning_rate double
      schedule string
      decay_factor double
      decay_epochs double
      warm_up double
      peak double
      start_factor double
      end_factor double
      update_rule string
      momentum double
      rms_decay double
      beta1 double
      beta2 double
      epsilon double
      weight_decay double
      average double
      batch_size int
      sampling string
      epochs double
      iterations int
      patience int
      patience_interval int
      gradient_norm double
      l1 double
      l1_method string
      l2 double
      l2_factor string
      max_norm double
      bias boolean
      bias_rate_factor double
      init string
      init_scale double
      validation int
      seed bigint
      status string
      stop_reason string
      iterations_run bigint
      best_iteration bigint
      rung int
      train_loss double
      train_accuracy double
      validation_accuracy double
      test_accuracy double
      sparsity double
      seconds double
      weights_sha256 string
      data_sha256 string
      blocks int
      version string
      error string
      validation_loss double
      test_loss double
      run_id string
      started string
      final_of string
      group_seconds double
      test_views string
      """;

  private static final String CURVES_SCHEMA =
      """
      cell string
      iteration bigint
      learning_rate double
      data_loss double
      penalty double
      train_accuracy double
      validation_accuracy double
      epoch double
      train_sample_accuracy double
      validation_loss double
      """;

  private static final String CONFUSION_SCHEMA =
      """
      cell string
      part string
      label int
      label_name string
      prediction int
      prediction_name string
      rows bigint
      test_views string
      """;

  private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

  private static Dataset<Row> results;
  private static Dataset<Row> curves;
  private static Dataset<Row> confusion;

  @BeforeAll
  static void writeAndRead(SparkSession session, @TempDir Path place) {
    RunDirectory directory = RunDirectory.at(new Configuration(), place.resolve("run").toString());
    directory.begin(RunDirectory.Start.NEW);
    RunFacts run = new RunFacts("r1", "d1", 16, Models.NAMES);
    CellTables tables = directory.tables(run);
    List<CellResult> all = List.of(trained(), broken());
    all.forEach(tables::writeCurve);
    tables.compact(all);
    directory.close();
    results = read(session, place.resolve("run/results"));
    curves = read(session, place.resolve("run/curves"));
    confusion = read(session, place.resolve("run/confusion"));
  }

  /** All rows in memory, since the files go. */
  private static Dataset<Row> read(SparkSession session, Path table) {
    Dataset<Row> stored = session.read().parquet(table.toString());
    return session.createDataFrame(stored.collectAsList(), stored.schema());
  }

  private static CellResult trained() {
    Map<Hyperparameter<?>, Object> given =
        Map.of(
            Hyperparameter.LEARNING_RATE,
            0.25,
            Hyperparameter.ITERATIONS,
            2,
            Hyperparameter.BIAS,
            false,
            Hyperparameter.SEED,
            1L << 40);
    return new CellResult(
        new Cell(
            "cell-1",
            Hyperparameters.of(given),
            Optional.of(new Repetition("cell-9", Optional.empty()))),
        new CellEnd(CellStatus.OK, Optional.of(3), Optional.empty()),
        new Course(
            Optional.of(StopReason.ITERATIONS),
            2,
            new KeptWeights(1, false),
            new TimeSpent(STARTED, 1.5),
            Optional.of(4.5),
            new LearningCurve(
                List.of(
                    new CurvePoint(0, 0.25, 2.5, 0.125, CurveSample.NONE),
                    new CurvePoint(
                        1,
                        0.125,
                        2.25,
                        0.0625,
                        new CurveSample(Optional.of(0.75), Optional.of(0.5), Optional.of(3.5)))),
                30,
                120)),
        new PartEvaluations(percent(75), percent(50), Optional.empty()),
        Optional.of(WeightsSummary.of(Models.counting(false))),
        Optional.empty());
  }

  private static CellResult broken() {
    Cell cell = new Cell("cell-2", Hyperparameters.of(Map.of()));
    return CellResult.failed(cell, new TimeSpent(STARTED, 0.5), "no such luck");
  }

  private static Optional<Evaluation> percent(int correct) {
    return Optional.of(Evaluations.of(correct, 100));
  }

  private static String schema(Dataset<Row> table) {
    return Arrays.stream(table.schema().fields())
        .map(field -> field.name() + " " + field.dataType().simpleString() + "\n")
        .collect(Collectors.joining());
  }

  private static Row only(Dataset<Row> table, String condition) {
    List<Row> rows = table.filter(condition).collectAsList();
    assertEquals(1, rows.size(), condition);
    return rows.get(0);
  }

  private static Object result(String cell, String column) {
    Row row = only(results, "cell = '" + cell + "'");
    return row.get(row.fieldIndex(column));
  }

  @Test
  void resultsHaveTheirSchema() {
    assertEquals(RESULTS_SCHEMA, schema(results));
  }

  @Test
  void curvesHaveTheirSchema() {
    assertEquals(CURVES_SCHEMA, schema(curves));
  }

  @Test
  void confusionHasItsSchema() {
    assertEquals(CONFUSION_SCHEMA, schema(confusion));
  }

  @Test
  void resultsHaveOneRowACell() {
    assertEquals(2, results.count());
  }

  @Test
  void resultsTellEveryHyperparameter() {
    assertEquals(0.25, result("cell-1", "learning_rate"));
    assertEquals(2, result("cell-1", "iterations"));
    assertNull(result("cell-1", "epochs"));
    assertEquals(false, result("cell-1", "bias"));
    assertEquals(1L << 40, result("cell-1", "seed"));
    assertEquals("raw|standardize", result("cell-1", "features"));
    assertEquals(10.0, result("cell-2", "epochs"));
    assertNull(result("cell-2", "iterations"));
  }

  @Test
  void resultsTellHowATrainedCellEnded() {
    assertEquals("ok", result("cell-1", "status"));
    assertEquals("iterations", result("cell-1", "stop_reason"));
    assertEquals(2L, result("cell-1", "iterations_run"));
    assertEquals(1L, result("cell-1", "best_iteration"));
    assertEquals(3, result("cell-1", "rung"));
    assertEquals(0.5, result("cell-1", "train_loss"));
    assertEquals(0.75, result("cell-1", "train_accuracy"));
    assertEquals(0.5, result("cell-1", "validation_accuracy"));
    assertNull(result("cell-1", "test_accuracy"));
    assertEquals(1.0 / 30_720, result("cell-1", "sparsity"));
    assertEquals(1.5, result("cell-1", "seconds"));
    assertEquals(Models.counting(false).weightsSha256(), result("cell-1", "weights_sha256"));
    assertNull(result("cell-1", "error"));
    assertEquals(0.5, result("cell-1", "validation_loss"));
    assertNull(result("cell-1", "test_loss"));
    assertEquals("2026-01-02T03:04:05Z", result("cell-1", "started"));
    assertEquals("cell-9", result("cell-1", "final_of"));
    assertEquals(4.5, result("cell-1", "group_seconds"));
  }

  @Test
  void resultsTellWhyACellFailed() {
    assertEquals("failed", result("cell-2", "status"));
    assertEquals("no such luck", result("cell-2", "error"));
    assertEquals(0L, result("cell-2", "iterations_run"));
    for (String column :
        List.of(
            "rung",
            "stop_reason",
            "train_loss",
            "train_accuracy",
            "validation_loss",
            "sparsity",
            "weights_sha256",
            "final_of",
            "group_seconds")) {
      assertNull(result("cell-2", column), column);
    }
  }

  @Test
  void resultsNameRunDataAndVersion() {
    assertEquals("r1", result("cell-1", "run_id"));
    assertEquals("r1", result("cell-2", "run_id"));
    assertEquals("d1", result("cell-1", "data_sha256"));
    assertEquals("d1", result("cell-2", "data_sha256"));
    assertTrue(result("cell-1", "version").toString().matches("\\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void curvesHaveOneRowAnIteration() {
    assertEquals(2, curves.count());
    Row first = only(curves, "cell = 'cell-1' and iteration = 0");
    Row second = only(curves, "cell = 'cell-1' and iteration = 1");
    assertEquals("[cell-1,0,0.25,2.5,0.125,null,null,0.25,null,null]", first.toString());
    assertEquals("[cell-1,1,0.125,2.25,0.0625,0.75,0.5,0.5,0.75,3.5]", second.toString());
  }

  @Test
  void confusionHasOneRowForEachPartAndClassAndPrediction() {
    assertEquals(2 * 10 * 10, confusion.count());
    assertEquals(0, confusion.filter("part = 'test' or cell = 'cell-2'").count());
  }

  @Test
  void confusionCountsByClassNames() {
    String rightInTraining = "part = 'train' and label_name = 'three' and prediction = 3";
    String wrongInTraining = "part = 'train' and label = 3 and prediction_name = 'five'";
    String rightInValidation = "part = 'validation' and label_name = 'three' and prediction = 3";
    assertEquals(75L, (Long) only(confusion, rightInTraining).getAs("rows"));
    assertEquals(25L, (Long) only(confusion, wrongInTraining).getAs("rows"));
    assertEquals(50L, (Long) only(confusion, rightInValidation).getAs("rows"));
    assertEquals(4, confusion.filter("rows > 0").count());
  }

  @Test
  void everyHyperparameterIsAColumn() {
    List<String> columns = List.of(results.columns());
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      assertTrue(columns.contains(each.column()), each.column());
    }
    assertFalse(columns.contains("learning-rate"));
  }
}
