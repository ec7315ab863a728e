package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.sparkgrad.TinyCifar;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.optim.StopReason;

@ExtendWith(SharedSpark.class)
class RandomSearchTest {
  private static final int ROWS_PER_FILE = 12;
  private static final int TRAIN_ROWS = 40;
  private static final int WEIGHTS = TinyCifar.PIXELS * TinyCifar.CLASSES;

  /** More than are evaluated at a time. */
  private static final int TRIES = 70;

  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = ROWS_PER_FILE, testRows = 10) TrainingData loaded) {
    data = loaded;
  }

  private static Cell cell(int tries, long seed, double l2) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.MODEL, ModelKind.RANDOM_SEARCH);
    given.put(Hyperparameter.FEATURES, "raw|unit");
    given.put(Hyperparameter.INIT_SCALE, 0.02);
    given.put(Hyperparameter.ITERATIONS, tries);
    given.put(Hyperparameter.VALIDATION, 20);
    given.put(Hyperparameter.SEED, seed);
    given.put(Hyperparameter.L2, l2);
    return new Cell("cell-1", Hyperparameters.of(given));
  }

  private static CellResult train(int tries) {
    return train(tries, 1, 0);
  }

  private static CellResult train(int tries, long seed, double l2) {
    return CellTrainer.of(data, new CellTrainer.Settings(0, 0, true)).train(cell(tries, seed, l2));
  }

  private CellResult trainWithCheckpoints(TrainingListener progress) {
    Checkpoints checkpoints =
        RunDirectory.at(new Configuration(), place.toString())
            .checkpoints(data.sha256(), data.blocks());
    CellTrainer.Settings settings = new CellTrainer.Settings(0, 4, true);
    return new CellTrainer(data, Optional.of(checkpoints), settings, progress)
        .train(cell(TRIES, 1, 0));
  }

  private static float[] parameters(CellResult result) {
    return result.model().orElseThrow().parameters();
  }

  private static PlainSoftmax plain() {
    return new PlainSoftmax(PixelRows.ofTrainFiles(ROWS_PER_FILE));
  }

  private static List<Double> losses(CellResult result) {
    return result.curve().stream().map(CurvePoint::dataLoss).toList();
  }

  /** The weights of a search of t + 1 tries are new where try t is the best so far. */
  @Test
  void keepsTheTryOfTheLowestTrainingLossOfAPlainLoop() {
    PlainSoftmax plain = plain();
    List<Double> losses = losses(train(8));
    float[] expected = new float[0];
    double lowest = Double.POSITIVE_INFINITY;
    for (int tries = 1; tries <= 8; tries++) {
      float[] found = parameters(train(tries));
      if (losses.get(tries - 1) < lowest) {
        plain.set(found);
        double loss = plain.meanLoss(0, TRAIN_ROWS);
        assertEquals(loss, losses.get(tries - 1), 1e-5);
        assertTrue(loss < lowest + 1e-5);
        lowest = losses.get(tries - 1);
        expected = found;
      }
      assertArrayEquals(expected, found);
    }
  }

  @Test
  void drawsAllWeightsAnewFromTheNormalDistributionOfTheScale() {
    List<Double> losses = losses(train(TRIES));
    assertEquals(TRIES, losses.stream().distinct().count());
    float[] weights = parameters(train(1));
    double squares = 0;
    double sum = 0;
    for (int i = 0; i < WEIGHTS; i++) {
      sum += weights[i];
      squares += (double) weights[i] * weights[i];
    }
    assertEquals(0, sum / WEIGHTS, 5 * 0.02 / Math.sqrt(WEIGHTS));
    assertEquals(1, squares / WEIGHTS / (0.02 * 0.02), 5 * Math.sqrt(2.0 / WEIGHTS));
    assertEquals(0, weights[WEIGHTS + 3]);
  }

  @Test
  void takesAsManyTriesAsIterations() {
    CellResult result = train(TRIES);
    assertEquals(TRIES, result.iterationsRun());
    assertEquals(TRIES, result.curve().size());
    assertEquals(Optional.of(StopReason.ITERATIONS), result.stopReason());
    double lowest = losses(result).stream().mapToDouble(each -> each).min().orElseThrow();
    assertEquals(lowest, result.train().orElseThrow().meanLoss());
    assertEquals(TRAIN_ROWS, result.train().orElseThrow().confusion().rows());
    assertTrue(result.validation().isPresent() && result.test().isPresent());
  }

  /** A longer search begins with the tries of a shorter one. */
  @Test
  void aTryIsAFunctionOfSeedAndNumberAlone() {
    assertEquals(losses(train(5)), losses(train(TRIES)).subList(0, 5));
    assertNotEquals(losses(train(5)), losses(train(5, 2, 0)));
  }

  /** Where the penalty outweighs the loss, the smallest weights win. */
  @Test
  void countsThePenaltyOfATry() {
    CellResult result = train(20, 1, 1e6);
    double[] penalties = result.curve().stream().mapToDouble(CurvePoint::penalty).toArray();
    double smallest = Double.POSITIVE_INFINITY;
    for (double penalty : penalties) {
      smallest = Math.min(smallest, penalty);
    }
    double squares = 0;
    for (int i = 0; i < WEIGHTS; i++) {
      squares += (double) parameters(result)[i] * parameters(result)[i];
    }
    assertEquals(smallest, 5e5 * squares, 1e-4 * smallest);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 66})
  void isResumedToTheSameBits(int broken) {
    AtomicLong done = new AtomicLong();
    CellResult ended =
        trainWithCheckpoints(
            (cell, point) -> {
              if (done.incrementAndGet() == broken) {
                throw new IllegalStateException("stopped");
              }
            });
    assertEquals(Optional.of("listen: stopped"), ended.error());
    assertEquals(broken, done.get());
    Told resumed = new Told();
    CellResult found = trainWithCheckpoints(resumed);
    assertArrayEquals(parameters(train(TRIES)), parameters(found));
    assertEquals(train(TRIES).curve(), found.curve());
    assertEquals(TRIES, resumed.behind() + resumed.made());
  }

  @Test
  void groupsGiveTheBitsOfSeparateSearches() {
    List<Cell> cells = new ArrayList<>(List.of(cell(5, 1, 0), cell(5, 1, 3)));
    List<CellResult> group =
        CellTrainer.of(data, new CellTrainer.Settings(0, 0, true)).trainGroup(cells);
    assertArrayEquals(parameters(train(5)), parameters(group.get(0)));
    assertArrayEquals(parameters(train(5, 1, 3)), parameters(group.get(1)));
  }
}
