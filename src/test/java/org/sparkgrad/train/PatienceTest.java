package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.optim.StopReason;

/** Training ends where its validation accuracies, taken from a run that does not stop, say so. */
@ExtendWith(SharedSpark.class)
class PatienceTest {
  private static final int ITERATIONS = 60;
  private static final int INTERVAL = 3;
  private static final int PATIENCE = 4;
  private static final double RATE = 0.003;

  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = 20, testRows = 10) TrainingData loaded) {
    data = loaded;
  }

  private static Map<Hyperparameter<?>, Object> given(double rate) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.MOMENTUM, 0.9);
    given.put(Hyperparameter.BATCH_SIZE, 7);
    given.put(Hyperparameter.ITERATIONS, ITERATIONS);
    given.put(Hyperparameter.VALIDATION, 40);
    return given;
  }

  private static Cell plain(double rate, int iterations) {
    Map<Hyperparameter<?>, Object> given = given(rate);
    given.put(Hyperparameter.ITERATIONS, iterations);
    return new Cell("cell-1", Hyperparameters.of(given));
  }

  private static Cell patient(double rate, int patience) {
    Map<Hyperparameter<?>, Object> given = given(rate);
    given.put(Hyperparameter.PATIENCE, patience);
    given.put(Hyperparameter.PATIENCE_INTERVAL, INTERVAL);
    return new Cell("cell-1", Hyperparameters.of(given));
  }

  private static CellTrainer trainer(int curveInterval, TrainingListener progress) {
    return new CellTrainer(
        data, Optional.empty(), new CellTrainer.Settings(curveInterval, 0, true), progress);
  }

  private static CellResult train(Cell cell) {
    return trainer(0, TrainingListener.NONE).train(cell);
  }

  private CellTrainer withCheckpoints(TrainingListener progress) {
    Checkpoints checkpoints =
        RunDirectory.at(new Configuration(), place.toString())
            .checkpoints(data.sha256(), data.blocks());
    return new CellTrainer(
        data, Optional.of(checkpoints), new CellTrainer.Settings(0, 4, true), progress);
  }

  /** Where a plain loop over the accuracies of a run that does not stop ends, and the best one. */
  private static long[] expected(double rate, int patience) {
    List<CurvePoint> curve =
        trainer(INTERVAL, TrainingListener.NONE).train(plain(rate, ITERATIONS)).curve();
    double highest = -1;
    long best = 0;
    for (long done = INTERVAL; done <= ITERATIONS; done += INTERVAL) {
      double accuracy = curve.get((int) done - 1).validationAccuracy().orElseThrow();
      if (accuracy > highest) {
        highest = accuracy;
        best = done;
      } else if (done == best + (long) patience * INTERVAL) {
        return new long[] {done, best};
      }
    }
    return new long[] {ITERATIONS, best};
  }

  private static String sha256(CellResult result) {
    return result.model().orElseThrow().weightsSha256();
  }

  private static List<Object> figures(CellResult result) {
    List<Object> figures = new ArrayList<>();
    figures.add(result.stopReason());
    figures.add(result.iterationsRun());
    figures.add(result.bestIteration());
    figures.add(sha256(result));
    figures.add(result.curve());
    figures.add(result.test().orElseThrow().meanLoss());
    return figures;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PATIENCE})
  void stopsWhereTheAccuraciesSayAndKeepsTheWeightsOfTheBest(int patience) {
    long[] expected = expected(RATE, patience);
    CellResult found = train(patient(RATE, patience));
    assertEquals(Optional.of(StopReason.EARLY_STOPPING), found.stopReason());
    assertEquals(expected[0], found.iterationsRun());
    assertEquals(expected[1], found.bestIteration());
    assertTrue(found.iterationsRun() < ITERATIONS);
    CellResult best = train(plain(RATE, (int) expected[1]));
    assertEquals(sha256(best), sha256(found));
    assertEquals(
        best.validation().orElseThrow().accuracy(), found.validation().orElseThrow().accuracy());
    assertEquals(
        found.validation().orElseThrow().accuracy(),
        found.curve().get((int) expected[1] - 1).validationAccuracy().orElseThrow());
  }

  /** Weights that have not yet been evaluated are, before the best are chosen. */
  @Test
  void keepsTheBestWhereItMakesAllIterationsToo() {
    Map<Hyperparameter<?>, Object> given = given(RATE);
    given.put(Hyperparameter.PATIENCE, 50);
    given.put(Hyperparameter.PATIENCE_INTERVAL, ITERATIONS - 1);
    CellResult found = train(new Cell("cell-1", Hyperparameters.of(given)));
    double before = accuracy(train(plain(RATE, ITERATIONS - 1)));
    double last = accuracy(train(plain(RATE, ITERATIONS)));
    assertEquals(Optional.of(StopReason.ITERATIONS), found.stopReason());
    assertEquals(ITERATIONS, found.iterationsRun());
    assertEquals(last > before ? ITERATIONS : ITERATIONS - 1, found.bestIteration());
    given.put(Hyperparameter.ITERATIONS, 5);
    given.put(Hyperparameter.PATIENCE_INTERVAL, 1000);
    CellResult unmeasured = train(new Cell("cell-1", Hyperparameters.of(given)));
    assertEquals(sha256(train(plain(RATE, 5))), sha256(unmeasured));
    assertEquals(5, unmeasured.bestIteration());
  }

  /** Where weights are averaged, their average is compared, beside the last weights themselves. */
  @Test
  void comparesTheAverageOfTheWeights() {
    Map<Hyperparameter<?>, Object> given = given(RATE);
    given.put(Hyperparameter.ITERATIONS, 6);
    given.put(Hyperparameter.AVERAGE, BigDecimal.valueOf(0.5));
    CellResult average = train(new Cell("cell-1", Hyperparameters.of(given)));
    given.put(Hyperparameter.PATIENCE, 50);
    given.put(Hyperparameter.PATIENCE_INTERVAL, 1000);
    assertEquals(sha256(average), sha256(train(new Cell("cell-1", Hyperparameters.of(given)))));
    given.put(Hyperparameter.PATIENCE_INTERVAL, 6);
    CellResult last = train(plain(RATE, 6));
    assertEquals(
        sha256(accuracy(average) > accuracy(last) ? average : last),
        sha256(train(new Cell("cell-1", Hyperparameters.of(given)))));
  }

  private static double accuracy(CellResult result) {
    return result.validation().orElseThrow().accuracy();
  }

  @Test
  void isNotChangedByWhatElseIsMeasured() {
    CellResult without = train(patient(RATE, PATIENCE));
    CellResult with = trainer(1, TrainingListener.NONE).train(patient(RATE, PATIENCE));
    assertEquals(sha256(without), sha256(with));
    assertEquals(without.iterationsRun(), with.iterationsRun());
  }

  /** At every place of the run; checkpoints are made every 4 iterations, evaluations every 3. */
  @ParameterizedTest
  @ValueSource(ints = {5, 6, 8, 9, 11, 13})
  void isResumedToTheSameBitsAndTheSameStop(int broken) {
    AtomicLong done = new AtomicLong();
    CellResult ended =
        withCheckpoints(
                (cell, point) -> {
                  if (done.incrementAndGet() == broken) {
                    throw new IllegalStateException("stopped");
                  }
                })
            .train(patient(RATE, PATIENCE));
    assertEquals(Optional.of("listen: stopped"), ended.error());
    CellResult resumed = withCheckpoints(TrainingListener.NONE).train(patient(RATE, PATIENCE));
    assertEquals(figures(train(patient(RATE, PATIENCE))), figures(resumed));
  }

  @Test
  void makesNoMoreStepsWhereItHadStopped() {
    CellResult ended = withCheckpoints(TrainingListener.NONE).train(patient(RATE, PATIENCE));
    CellResult again =
        withCheckpoints((cell, point) -> fail("iteration " + point.iteration()))
            .train(patient(RATE, PATIENCE));
    assertEquals(figures(ended), figures(again));
  }

  /** Rates that stop at different places, one that diverges and one that never stops. */
  @Test
  void leavesAGroupWhoseOthersSeeNothingOfIt() {
    List<Cell> cells =
        List.of(
            patient(1e-4, PATIENCE),
            patient(RATE, 1),
            patient(1e39, PATIENCE),
            patient(0.03, PATIENCE),
            plain(RATE, ITERATIONS));
    List<CellResult> fused = trainer(0, TrainingListener.NONE).trainGroup(cells);
    for (int i = 0; i < cells.size(); i++) {
      CellResult alone = train(cells.get(i));
      assertEquals(alone.stopReason(), fused.get(i).stopReason());
      assertEquals(alone.iterationsRun(), fused.get(i).iterationsRun());
      assertEquals(alone.bestIteration(), fused.get(i).bestIteration());
      assertEquals(sha256(alone), sha256(fused.get(i)));
      assertEquals(alone.curve(), fused.get(i).curve());
    }
    assertTrue(fused.stream().map(CellResult::iterationsRun).distinct().count() > 2);
  }

  /** The gradient of the very first batch is below a norm that is large enough. */
  @Test
  void convergesAndStaysConvergedWhenResumed() {
    Map<Hyperparameter<?>, Object> given = given(RATE);
    given.put(Hyperparameter.GRADIENT_NORM, 1.0);
    Cell cell = new Cell("cell-1", Hyperparameters.of(given));
    CellResult found = withCheckpoints(TrainingListener.NONE).train(cell);
    assertEquals(Optional.of(StopReason.CONVERGED), found.stopReason());
    assertTrue(found.iterationsRun() > 0 && found.iterationsRun() < ITERATIONS);
    assertEquals(CellStatus.OK, found.status());
    assertEquals(found.iterationsRun(), found.bestIteration());
    assertEquals(sha256(train(plain(RATE, (int) found.iterationsRun()))), sha256(found));
    assertEquals(figures(found), figures(withCheckpoints(TrainingListener.NONE).train(cell)));
  }
}
