package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.WrittenRun;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;
import org.sparkgrad.train.TrainingStoppedException;

/**
 * A run that is asked to stop, as SIGTERM asks, makes the running iteration and its checkpoint, and
 * is gone on with from there to the tables and models of a run that was left alone.
 */
@ExtendWith(SharedSpark.class)
class StoppedRunTest {
  private static final int ITERATIONS = 8;

  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = 12, testRows = 20) TrainingData loaded) {
    data = loaded;
  }

  private static List<Cell> cells(String model) {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.MODEL, List.of(Hyperparameter.MODEL.parse(model)));
    axes.put(Hyperparameter.VALIDATION, List.of(20));
    axes.put(Hyperparameter.ITERATIONS, List.of(ITERATIONS));
    if (model.equals("linear")) {
      axes.put(Hyperparameter.LEARNING_RATE, List.of(0.01, 0.02, 0.03));
      axes.put(Hyperparameter.BATCH_SIZE, List.of(10));
    } else {
      axes.put(Hyperparameter.SEED, List.of(1L, 2L));
    }
    return new Grid(axes).cells();
  }

  private static SearchSettings search(String how) {
    return new SearchSettings(
        how.equals("separate") ? 2 : 1,
        how.equals("fused"),
        how.equals("halving") ? Optional.of(new Halving(2, Optional.of(2))) : Optional.empty());
  }

  /** Its own checkpoints are after the last iteration alone. */
  private void run(
      SparkSession session,
      String model,
      String how,
      Path target,
      boolean resume,
      TrainingListener listener) {
    Experiment.Settings settings =
        new Experiment.Settings(
            search(how), new CellTrainer.Settings(3, 0, false), true, resume, Map.of());
    RunDirectory directory = RunDirectory.at(new Configuration(), target.toString());
    new Experiment(session, data, directory, settings, listener).run(cells(model));
  }

  /** Asks for the end in the midst of some iteration. */
  private static final class Asking implements TrainingListener {
    private final Map<String, Long> made = new ConcurrentHashMap<>();
    private final AtomicInteger left;

    Asking(int iterations) {
      left = new AtomicInteger(iterations);
    }

    @Override
    public void iterated(Cell cell, CurvePoint point) {
      made.put(cell.name(), point.iteration() + 1);
    }

    @Override
    public boolean isToStop() {
      return left.decrementAndGet() < 0;
    }
  }

  /** Notes where cells go on, in the last rung that they are trained in. */
  private static final class Noting implements TrainingListener {
    private final Map<String, Long> began = new ConcurrentHashMap<>();

    @Override
    public void iterated(Cell cell, CurvePoint point) {}

    @Override
    public void began(Cell cell, long iteration, long made) {
      began.put(cell.name(), iteration);
    }
  }

  private static String manifest(Path target) throws IOException {
    return Files.readString(target.resolve("manifest.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "linear, separate, 5",
    "linear, fused, 5",
    "linear, halving, 3",
    "linear, halving, 19",
    "random-search, separate, 5"
  })
  void goesOnAfterTheIterationInWhichItStopped(
      String model, String how, int iterations, SparkSession session) throws IOException {
    Path alone = place.resolve("alone");
    run(session, model, how, alone, false, TrainingListener.NONE);
    Path target = place.resolve("run");
    Asking asking = new Asking(iterations);
    assertThrows(
        TrainingStoppedException.class, () -> run(session, model, how, target, false, asking));
    assertTrue(manifest(target).contains("\"status\" : \"interrupted\""), manifest(target));
    assertFalse(Files.exists(target.resolve("lease.json")));
    assertFalse(asking.made.isEmpty());
    Noting noting = new Noting();
    run(session, model, how, target, true, noting);
    asking.made.forEach((cell, made) -> assertEquals(made, noting.began.get(cell), cell));
    new WrittenRun(target).assertSameAs(new WrittenRun(alone));
  }

  /** As no cell has begun, there is nothing but the manifest. */
  @ParameterizedTest
  @CsvSource({"linear, separate", "linear, fused"})
  void stopsBeforeTheFirstCell(String model, String how, SparkSession session) throws IOException {
    Path target = place.resolve("run");
    assertThrows(
        TrainingStoppedException.class,
        () -> run(session, model, how, target, false, TrainingListener.stopping(() -> true)));
    assertEquals(List.of(), new WrittenRun(target).rows("results"));
    assertTrue(manifest(target).contains("\"status\" : \"interrupted\""), manifest(target));
  }
}
