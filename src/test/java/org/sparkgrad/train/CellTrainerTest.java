package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.optim.StopReason;

@ExtendWith(SharedSpark.class)
class CellTrainerTest {
  private static final int ROWS_PER_FILE = 12;
  private static final int TRAIN_ROWS = 60;
  private static final int TEST_ROWS = 30;
  private static final int WEIGHTS = 30_720;
  private static final double TOLERANCE = 1e-6;

  private static TrainingData data;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = ROWS_PER_FILE, testRows = TEST_ROWS) TrainingData loaded) {
    data = loaded;
  }

  /** Full batches of unit pixels without a validation part, unless {@code settings} differ. */
  private static Cell cell(String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of("features=raw|unit", "batch-size=60", "validation=0", "init-scale=0"));
    all.addAll(List.of(settings));
    return Cells.of(all.toArray(String[]::new));
  }

  private static CellTrainer trainer(int curveInterval, boolean test) {
    return CellTrainer.of(data, new CellTrainer.Settings(curveInterval, 0, test));
  }

  private static CellResult train(String... settings) {
    return trainer(0, false).train(cell(settings));
  }

  private static float[] parameters(CellResult result) {
    return result.model().orElseThrow().parameters();
  }

  private static PlainSoftmax plain() {
    return new PlainSoftmax(PixelRows.ofTrainFiles(ROWS_PER_FILE));
  }

  private static void assertClose(double[] expected, float[] found) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < found.length; i++) {
      assertEquals(expected[i], found[i], TOLERANCE, "parameter " + i);
    }
  }

  private static int zeros(float[] parameters) {
    int zeros = 0;
    for (int i = 0; i < WEIGHTS; i++) {
      zeros += parameters[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  @Test
  void makesOneStepOfGradientDescent() {
    PlainSoftmax expected = plain();
    expected.step(0.5, 0, 0);
    assertClose(expected.parameters, parameters(train("learning-rate=0.5", "iterations=1")));
  }

  @Test
  void makesStepsWithMomentumAndL2ThatSparesTheBias() {
    PlainSoftmax expected = plain();
    expected.step(0.05, 0.9, 0.3);
    expected.step(0.05, 0.9, 0.3);
    expected.step(0.05, 0.9, 0.3);
    CellResult found =
        train("learning-rate=0.05", "iterations=3", "momentum=0.9", "l2=0.3", "l2-factor=half");
    assertClose(expected.parameters, parameters(found));
  }

  @Test
  void takesTheFactorOneOfL2AsTwiceTheFactorHalf() {
    PlainSoftmax expected = plain();
    expected.step(0.1, 0, 0.4);
    expected.step(0.1, 0, 0.4);
    CellResult found = train("learning-rate=0.1", "iterations=2", "l2=0.2", "l2-factor=one");
    assertClose(expected.parameters, parameters(found));
  }

  @Test
  void fallsInAStraightLineWithTheLinearSchedule() {
    PlainSoftmax expected = plain();
    expected.step(0.2, 0, 0);
    expected.step(0.1, 0, 0);
    CellResult found = train("learning-rate=0.2", "iterations=2", "schedule=linear");
    assertClose(expected.parameters, parameters(found));
  }

  private static List<Double> rates(String... settings) {
    return train(settings).curve().stream().map(CurvePoint::learningRate).toList();
  }

  /** Three iterations an epoch. */
  @Test
  void fallsAtTheEndOfEachPeriodOfEpochs() {
    assertEquals(
        List.of(0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125),
        rates(
            "learning-rate=0.5",
            "schedule=step",
            "decay-epochs=1",
            "batch-size=20",
            "iterations=7"));
  }

  /** A quarter over two iterations, so half over each. */
  @Test
  void fallsByTheFactorOverEachPeriodOfEpochs() {
    assertEquals(
        List.of(0.5, 0.25, 0.125),
        rates(
            "learning-rate=0.5",
            "schedule=exponential",
            "decay-factor=0.25",
            "decay-epochs=2",
            "iterations=3"));
  }

  @Test
  void fallsInInverseTimeBehindAWarmUp() {
    assertEquals(
        List.of(0.25, 0.5, 0.25, 0.5 / 3),
        rates(
            "learning-rate=0.5",
            "schedule=inverse-time",
            "decay-epochs=1",
            "warm-up=0.25",
            "iterations=4"));
  }

  /** The peak is iteration 2, as 0.3 * 8 = 2.4. */
  @Test
  void risesAndFallsInATriangle() {
    List<Double> found =
        rates(
            "learning-rate=0.8",
            "schedule=triangular",
            "peak=0.3",
            "start-factor=0.5",
            "end-factor=0.25",
            "iterations=8");
    double[] expected = {0.4, 0.6, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found.get(i), 1e-15);
    }
  }

  /** The wave lasts from the end of the warm-up to that of the run: 3 of 6 iterations. */
  @Test
  void fallsAlongHalfAWaveBehindAWarmUp() {
    List<Double> found =
        rates("learning-rate=0.8", "schedule=cosine", "warm-up=0.5", "iterations=6");
    double[] expected = {0.2, 0.4, 0.6, 0.8, 0.6, 0.2};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], found.get(i), 1e-15);
    }
  }

  /**
   * From rest both moments of a rule are those of one gradient g; |g| cancels where it is large.
   */
  @ParameterizedTest
  @CsvSource({
    "adagrad, epsilon=0.01, 1, 1",
    "rmsprop, epsilon=0.01, 1, 0.31622776601683794",
    "rmsprop, rms-decay=0.75, 1, 0.5",
    "adam, epsilon=0.01, 1, 1",
    "nesterov, momentum=0.5, 1.5, 0",
    "plain, average=0, 1, 0"
  })
  void makesTheFirstStepOfItsRule(String rule, String setting, double factor, double root) {
    double[] gradient = plain().gradient();
    double epsilon = setting.startsWith("epsilon") ? 0.01 : 1e-8;
    float[] found =
        parameters(train("learning-rate=0.125", "iterations=1", "update-rule=" + rule, setting));
    for (int i = 0; i < found.length; i++) {
      double divisor = root == 0 ? 1 : root * Math.abs(gradient[i]) + epsilon;
      // Below this the roundings of the gradient itself decide.
      if (root == 0 || epsilon == 0.01 || Math.abs(gradient[i]) > 1e-3) {
        assertEquals(-0.125 * factor * gradient[i] / divisor, found[i], 1e-5, "parameter " + i);
      }
    }
  }

  /** Adam in doubles, with constants that all matter; the epsilon keeps it from the sign's edge. */
  @Test
  void makesStepsOfAdamW() {
    PlainSoftmax expected = plain();
    double[] means = new double[expected.parameters.length];
    double[] squares = new double[expected.parameters.length];
    for (int t = 1; t <= 3; t++) {
      double[] gradient = expected.gradient();
      for (int i = 0; i < gradient.length; i++) {
        means[i] = 0.5 * means[i] + 0.5 * gradient[i];
        squares[i] = 0.75 * squares[i] + 0.25 * gradient[i] * gradient[i];
        double mean = means[i] / (1 - Math.pow(0.5, t));
        double square = squares[i] / (1 - Math.pow(0.75, t));
        double decay = i < WEIGHTS ? 0.1 * 2 * expected.parameters[i] : 0;
        expected.parameters[i] -= 0.1 * mean / (Math.sqrt(square) + 0.1) + decay;
      }
    }
    CellResult found =
        train(
            "learning-rate=0.1",
            "iterations=3",
            "update-rule=adamw",
            "beta1=0.5",
            "beta2=0.75",
            "epsilon=0.1",
            "weight-decay=2");
    assertClose(expected.parameters, parameters(found));
  }

  /** Heavy ball and Nesterov's form of it in doubles; what decays is no part of the velocity. */
  @ParameterizedTest
  @CsvSource({"momentum, 0", "nesterov, 0.5"})
  void makesStepsOfMomentumWithDecoupledDecay(String rule, double ahead) {
    PlainSoftmax expected = plain();
    double[] velocity = new double[expected.parameters.length];
    for (int t = 0; t < 3; t++) {
      double[] gradient = expected.gradient();
      for (int i = 0; i < gradient.length; i++) {
        double kept = i < WEIGHTS ? 1 - 0.1 * 2 : 1;
        double push = 0.1 * gradient[i];
        velocity[i] = 0.5 * velocity[i] - push;
        double step = ahead == 0 ? velocity[i] : ahead * velocity[i] - push;
        expected.parameters[i] = kept * expected.parameters[i] + step;
      }
    }
    CellResult found =
        train(
            "learning-rate=0.1",
            "iterations=3",
            "update-rule=" + rule,
            "momentum=0.5",
            "weight-decay=2");
    assertClose(expected.parameters, parameters(found));
  }

  /** Two layers: biases of hidden units and of classes move three times as far, weights decay. */
  @Test
  void movesTheBiasesOfAllLayersAtTheirRateAndSparesThemDecay() {
    String[] shared = {
      "model=two-layer", "hidden=3", "learning-rate=0.0625", "iterations=1", "momentum=0.5"
    };
    float[] start = parameters(train("model=two-layer", "hidden=3", "iterations=0"));
    float[] one = parameters(train(shared));
    float[] other =
        parameters(
            train(
                Stream.concat(Stream.of(shared), Stream.of("bias-rate-factor=4", "weight-decay=2"))
                    .toArray(String[]::new)));
    int hidden = 3 * 3072;
    for (int i = 0; i < start.length; i++) {
      boolean bias = (i >= hidden && i < hidden + 3) || i >= start.length - 10;
      double step = one[i] - start[i];
      double expected = bias ? start[i] + 4 * step : start[i] * (1 - 0.0625 * 2) + step;
      assertEquals(expected, other[i], 1e-6, "parameter " + i);
    }
  }

  @Test
  void aDecayOfZeroChangesNothing() {
    assertEquals(
        train("iterations=3", "momentum=0.5").model().orElseThrow().weightsSha256(),
        train("iterations=3", "momentum=0.5", "weight-decay=0")
            .model()
            .orElseThrow()
            .weightsSha256());
  }

  /** Full batches: a run of three iterations is the beginning of a run of four. */
  @Test
  void averagesTheWeightsBehindEachOfTheLastIterations() {
    float[] three = parameters(train("learning-rate=0.1", "iterations=3"));
    CellResult last = train("learning-rate=0.1", "iterations=4");
    CellResult averaged = train("learning-rate=0.1", "iterations=4", "average=0.5");
    float[] mean = parameters(averaged);
    for (int i = 0; i < mean.length; i++) {
      assertEquals((float) (((double) three[i] + parameters(last)[i]) / 2), mean[i]);
    }
    assertEquals(last.curve(), averaged.curve());
    PlainSoftmax expected = plain();
    expected.set(mean);
    assertEquals(expected.meanLoss(0, TRAIN_ROWS), averaged.train().orElseThrow().meanLoss(), 1e-5);
  }

  @Test
  void averagesAtLeastOneIterationAndAtMostAll() {
    String last = train("iterations=3").model().orElseThrow().weightsSha256();
    CellResult one = train("iterations=3", "average=0.01");
    assertEquals(last, one.model().orElseThrow().weightsSha256());
    CellResult all = train("iterations=1", "average=1");
    CellResult single = train("iterations=1");
    assertEquals(
        single.model().orElseThrow().weightsSha256(), all.model().orElseThrow().weightsSha256());
  }

  @Test
  void hasNoBiasWhereNoneIsAskedFor() {
    assertEquals(WEIGHTS, parameters(train("iterations=1", "bias=false")).length);
  }

  @Test
  void startsFromWeightsOfTheGivenScaleAndBiasesOfZero() {
    float[] start = parameters(train("iterations=0", "init-scale=0.5"));
    double squares = 0;
    for (int i = 0; i < WEIGHTS; i++) {
      squares += start[i] * start[i];
    }
    assertEquals(0.25, squares / WEIGHTS, 0.01);
    assertEquals(0, start[WEIGHTS + 9]);
  }

  @Test
  void startsFromALossOfTheLogarithmOfTheClasses() {
    CellResult result = train("iterations=1", "init-scale=1e-4");
    assertEquals(Math.log(10), result.curve().get(0).dataLoss(), 0.01);
  }

  @Test
  void givesExactZerosWithL1() {
    float[] moderate = parameters(train("learning-rate=0.1", "iterations=20", "l1=0.02"));
    assertTrue(zeros(moderate) > WEIGHTS / 10, "zeros: " + zeros(moderate));
    assertTrue(zeros(moderate) < WEIGHTS, "zeros: " + zeros(moderate));
    float[] without = parameters(train("learning-rate=0.1", "iterations=20"));
    assertTrue(zeros(without) < WEIGHTS / 100, "zeros: " + zeros(without));
  }

  @Test
  void givesNothingButZerosWhereL1OutweighsEveryGradient() {
    assertEquals(WEIGHTS, zeros(parameters(train("iterations=5", "l1=1"))));
  }

  @Test
  void evaluatesEachPart() {
    Cell cell = cell("iterations=5", "learning-rate=0.02", "validation=20", "batch-size=10");
    CellResult result = trainer(0, true).train(cell);
    PixelRows rows = PixelRows.ofTrainFiles(ROWS_PER_FILE);
    rows.add(TinyCifar.records(6, TEST_ROWS));
    PlainSoftmax expected = new PlainSoftmax(rows);
    expected.set(parameters(result));
    assertEquals(expected.accuracy(0, 40), result.train().orElseThrow().accuracy());
    assertEquals(expected.meanLoss(0, 40), result.train().orElseThrow().meanLoss(), 1e-5);
    assertEquals(expected.accuracy(40, 60), result.validation().orElseThrow().accuracy());
    assertEquals(expected.accuracy(60, 90), result.test().orElseThrow().accuracy());
    assertEquals(20, result.validation().orElseThrow().confusion().rows());
  }

  @Test
  void leavesTheTestSetAloneUnlessAsked() {
    assertEquals(Optional.empty(), train("iterations=1").test());
  }

  @Test
  void hasNoValidationAccuracyWithoutAValidationPart() {
    assertEquals(Optional.empty(), train("iterations=1").validation());
  }

  @Test
  void learnsNothingFromTheValidationPart() {
    CellResult result = train("iterations=1", "validation=20", "batch-size=40");
    PixelRows rows = PixelRows.ofTrainFiles(ROWS_PER_FILE);
    PlainSoftmax expected =
        new PlainSoftmax(new PixelRows(rows.images().subList(0, 40), rows.labels().subList(0, 40)));
    expected.step(0.01, 0, 0);
    assertClose(expected.parameters, parameters(result));
  }

  @Test
  void tellsOfEveryIteration() {
    Told told = new Told();
    CellTrainer.Settings settings = new CellTrainer.Settings(0, 0, false);
    CellResult result =
        new CellTrainer(data, Optional.empty(), settings, told).train(cell("iterations=7"));
    assertEquals(7, told.made());
    assertEquals(7, result.iterationsRun());
    assertEquals(Optional.of(StopReason.ITERATIONS), result.stopReason());
    assertEquals(CellStatus.OK, result.status());
  }

  @Test
  void keepsACurveOfEveryIterationWithAccuraciesAtTheIntervalAndTheEnd() {
    Cell cell = cell("iterations=5", "validation=20", "batch-size=10");
    List<CurvePoint> curve = trainer(2, false).train(cell).curve();
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L), curve.stream().map(CurvePoint::iteration).toList());
    assertEquals(
        List.of(false, true, false, true, true),
        curve.stream().map(point -> point.validationAccuracy().isPresent()).toList());
    assertEquals(
        List.of(false, true, false, true, true),
        curve.stream().map(point -> point.trainAccuracy().isPresent()).toList());
  }

  /** The last point is of the weights that the results tell of. */
  @Test
  void measuresTheSameEpochsOfAllBatchSizes() {
    CellTrainer.Settings settings =
        new CellTrainer.Settings(
            CurveInterval.ofEpochs(new BigDecimal("0.5")), 0, 0, false, TestViews.NONE);
    for (int batch : new int[] {5, 10, 20, 40}) {
      CellResult result =
          CellTrainer.of(data, settings)
              .train(cell("epochs=1", "validation=20", "batch-size=" + batch));
      LearningCurve curve = result.course().curve();
      List<CurvePoint> measured =
          curve.points().stream().filter(each -> each.validationLoss().isPresent()).toList();
      assertEquals(
          batch == 40 ? List.of(1.0) : List.of(0.5, 1.0),
          measured.stream().map(curve::epoch).toList());
      CurvePoint last = measured.get(measured.size() - 1);
      Evaluation validation = result.validation().orElseThrow();
      assertEquals(Optional.of(validation.meanLoss()), last.validationLoss());
      assertEquals(Optional.of(validation.accuracy()), last.validationAccuracy());
    }
  }

  @Test
  void keepsThePenaltyInTheCurve() {
    List<CurvePoint> curve = train("iterations=2", "l2=3", "learning-rate=0.1").curve();
    PlainSoftmax expected = plain();
    expected.step(0.1, 0, 3);
    double squares = 0;
    for (int i = 0; i < WEIGHTS; i++) {
      squares += expected.parameters[i] * expected.parameters[i];
    }
    assertEquals(0, curve.get(0).penalty());
    assertEquals(1.5 * squares, curve.get(1).penalty(), 1e-6);
    assertEquals(expected.meanLoss(0, TRAIN_ROWS), curve.get(1).dataLoss(), 1e-5);
  }

  @Test
  void endsADivergingRun() {
    CellResult result = train("iterations=50", "learning-rate=1e39");
    assertEquals(CellStatus.DIVERGED, result.status());
    assertEquals(Optional.of(StopReason.DIVERGED), result.stopReason());
    assertTrue(result.iterationsRun() < 50);
    assertEquals(Optional.empty(), result.train());
    assertEquals(Optional.empty(), result.test());
  }

  /** The last update is not followed by an evaluation of the batch that could tell. */
  @ParameterizedTest
  @ValueSource(strings = {"1e39", "1e300"})
  void callsARunDivergedWhoseLastUpdateMakesItsLossInfinite(String rate) {
    CellResult result = train("iterations=1", "learning-rate=" + rate);
    double loss = result.train().map(Evaluation::meanLoss).orElse(Double.NaN);
    assertEquals(CellStatus.DIVERGED, result.status(), "train loss " + loss);
  }

  @Test
  void givesTheSameBitsForTheSameSeedAndOthersForAnother() {
    String[] settings = {"iterations=3", "batch-size=16", "init-scale=0.01", "seed=5"};
    String first = train(settings).model().orElseThrow().weightsSha256();
    String second = train(settings).model().orElseThrow().weightsSha256();
    settings[3] = "seed=6";
    String other = train(settings).model().orElseThrow().weightsSha256();
    assertEquals(first, second);
    assertNotEquals(first, other);
  }
}
