package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.FailingFileSystem;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.WrittenRun;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.Told;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;

/** A cell whose files cannot be written fails alone; tables hold what the others have come to. */
@ExtendWith(SharedSpark.class)
class FailingCellsTest {
  private static final int ITERATIONS = 6;
  private static final String FULL = "No space left on device";

  @TempDir static Path place;
  private static TrainingData data;

  private final Told told = new Told();

  @BeforeAll
  static void load(JavaSparkContext context) {
    Path directory = TinyCifar.write(place.resolve("tiny"), 12, 20);
    data =
        TrainingData.load(context, DataSource.open(new Configuration(), directory.toString()), 2);
  }

  @BeforeEach
  void install(SparkSession session) {
    FailingFileSystem.install(session.sparkContext().hadoopConfiguration());
  }

  private static final List<Cell> CELLS =
      List.of(cell("cell-1", 0.02), cell("cell-2", 0.01), cell("cell-3", 0.005));

  @AfterAll
  static void unload() {
    data.close();
  }

  private static Cell cell(String name, double rate) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.VALIDATION, 20);
    given.put(Hyperparameter.BATCH_SIZE, 10);
    given.put(Hyperparameter.ITERATIONS, ITERATIONS);
    return new Cell(name, Hyperparameters.of(given));
  }

  private Experiment.Outcome run(SparkSession session, Path target, boolean fused) {
    return run(session, target, fused, told);
  }

  private static Experiment.Outcome run(
      SparkSession session, Path target, boolean fused, TrainingListener listener) {
    return run(session, target, fused, listener, false);
  }

  private static Experiment.Outcome run(
      SparkSession session, Path target, boolean fused, TrainingListener listener, boolean resume) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    Experiment.Settings settings =
        new Experiment.Settings(
            new SearchSettings(2, fused, Optional.empty()),
            new CellTrainer.Settings(0, 2, false),
            true,
            resume,
            Map.of());
    RunDirectory directory = RunDirectory.at(hadoop, "failing:" + target);
    return new Experiment(session, data, directory, settings, listener).run(CELLS);
  }

  /** A part of the paths of a cell's checkpoints. */
  private static String checkpoints(Cell cell, Path target) {
    RunDirectory directory = RunDirectory.at(new Configuration(), target.toString());
    return "checkpoints/" + directory.checkpoints(data.sha256(), data.blocks()).key(cell);
  }

  private static Row result(Path directory, String cell) {
    return TableRows.ofCell(directory.resolve("results"), cell);
  }

  private static void assertOthersEnded(
      Experiment.Outcome outcome, Path target, String failed, String reason) {
    assertTrue(outcome.failed());
    assertEquals(4, outcome.results().size());
    for (String name : List.of("cell-1", "cell-2", "cell-3", "final")) {
      Row row = result(target, name);
      String expected = name.equals(failed) ? "failed" : "ok";
      assertEquals(expected, row.getAs("status"), name + ": " + row.getAs("error"));
    }
    Row row = result(target, failed);
    assertTrue(row.<String>getAs("error").contains(reason), row.<String>getAs("error"));
    assertNull(row.getAs("weights_sha256"));
    assertNull(row.getAs("train_accuracy"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullDiskUnderAModel(boolean fused, SparkSession session, @TempDir Path target) {
    FailingFileSystem.fill("models/.cell-2");
    Experiment.Outcome outcome = run(session, target, fused);
    assertOthersEnded(outcome, target, "cell-2", FULL);
    assertEquals(ITERATIONS, result(target, "cell-2").<Long>getAs("iterations_run"));
    assertEquals(4 * ITERATIONS, told.made());
  }

  @Test
  void aRefusedModel(SparkSession session, @TempDir Path target) {
    FailingFileSystem.fail("models/.cell-1", () -> new IOException("not today"));
    Experiment.Outcome outcome = run(session, target, false);
    assertOthersEnded(outcome, target, "cell-1", "not today");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullDiskUnderACheckpoint(boolean fused, SparkSession session, @TempDir Path target) {
    FailingFileSystem.fill(checkpoints(CELLS.get(1), target));
    Experiment.Outcome outcome = run(session, target, fused);
    assertOthersEnded(outcome, target, "cell-2", FULL);
    assertEquals(2, result(target, "cell-2").<Long>getAs("iterations_run"));
    assertEquals(3 * ITERATIONS + 2, told.made());
  }

  @Test
  void aFullDiskUnderTheFinalModel(SparkSession session, @TempDir Path target) {
    FailingFileSystem.fill("models/.final");
    Experiment.Outcome outcome = run(session, target, false);
    assertOthersEnded(outcome, target, "final", FULL);
  }

  /** The best of those that are left is chosen. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anErrorThatIsNoException(boolean fused, SparkSession session, @TempDir Path target) {
    FailingFileSystem.fail(
        checkpoints(CELLS.get(0), target), () -> new OutOfMemoryError("Java heap space"));
    Experiment.Outcome outcome = run(session, target, fused);
    assertOthersEnded(outcome, target, "cell-1", "--driver-memory");
  }

  /** Of a cell's iterations or of its end; those of the same pass go on. */
  @ParameterizedTest
  @CsvSource({"false, true", "true, true", "false, false", "true, false"})
  void aListener(boolean fused, boolean atTheEnd, SparkSession session, @TempDir Path target) {
    TrainingListener failing =
        new TrainingListener() {
          @Override
          public void iterated(Cell cell, CurvePoint point) {
            fail(cell, !atTheEnd && point.iteration() == 2);
          }

          @Override
          public void ended(CellResult result) {
            fail(result.cell(), atTheEnd);
          }

          private void fail(Cell cell, boolean now) {
            if (now && cell.name().equals("cell-2")) {
              throw new IllegalStateException("cannot hear");
            }
          }
        };
    Experiment.Outcome outcome = run(session, target, fused, failing);
    assertOthersEnded(outcome, target, "cell-2", "listen: cannot hear");
    assertEquals(atTheEnd ? ITERATIONS : 3, result(target, "cell-2").<Long>getAs("iterations_run"));
  }

  /** Its curve cannot be kept, so that the cell is of no use. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFullDiskUnderACurve(boolean fused, SparkSession session, @TempDir Path target) {
    FailingFileSystem.fill("curves/.cell-2");
    Experiment.Outcome outcome = run(session, target, fused);
    assertOthersEnded(outcome, target, "cell-2", FULL);
    assertFalse(Files.exists(target.resolve("models/cell-2")));
  }

  /** There is room again when the tables are put together. */
  @Test
  void aFullDiskUnderARow(SparkSession session, @TempDir Path target) {
    FailingFileSystem.fill("results/.cell-2");
    assertFalse(run(session, target, false).failed());
    assertEquals("ok", result(target, "cell-2").getAs("status"));
  }

  @Test
  void noRoomForTheTables(SparkSession session, @TempDir Path target) throws IOException {
    FailingFileSystem.fill(".results.new");
    assertThrows(Throwable.class, () -> run(session, target, false));
    String manifest = Files.readString(target.resolve("manifest.json"));
    assertTrue(manifest.contains("\"status\" : \"failed\""), manifest);
    assertTrue(manifest.contains(FULL), manifest);
    assertEquals("ok", result(target, "final").getAs("status"));
  }

  /** Room is made for what found none, and the run is gone on with. */
  @ParameterizedTest
  @ValueSource(strings = {"models/.cell-2", "curves/.cell-2", ".results.new"})
  void aFullDiskInWhichRoomIsMade(String full, SparkSession session, @TempDir Path target) {
    run(session, target.resolve("alone"), false);
    FailingFileSystem.fill(full);
    try {
      assertTrue(run(session, target.resolve("run"), false).failed());
    } catch (RuntimeException | Error e) { // Of tables that cannot be put together.
      assertEquals(".results.new", full);
    }
    FailingFileSystem.install(session.sparkContext().hadoopConfiguration());
    run(session, target.resolve("run"), false, told, true);
    new WrittenRun(target.resolve("run")).assertSameAs(new WrittenRun(target.resolve("alone")));
  }
}
