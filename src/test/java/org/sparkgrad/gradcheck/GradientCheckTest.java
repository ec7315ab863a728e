package org.sparkgrad.gradcheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkgrad.NaiveObjective;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.LossKind;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.penalty.L1;
import org.sparkgrad.penalty.L1Subgradient;
import org.sparkgrad.penalty.L2;
import org.sparkgrad.penalty.MaxNorm;
import org.sparkgrad.penalty.Penalty;
import org.sparkgrad.penalty.SumOfPenalties;

class GradientCheckTest {
  private static final double TOLERANCE = 1e-6;
  private static final int HIDDEN = 7;
  private static final int[] LABELS = {2, 0, 3, 2, 1, 1, 0};
  private static final Model MODEL = Networks.twoLayer(9, HIDDEN, 4, true, Dropout.NONE);
  private static final List<Segment> WEIGHTS = MODEL.weights();
  private static final List<Segment> ALL = List.of(new Segment(0, MODEL.parameters()));
  private static final double[][] INPUTS = inputs();

  private static double[][] inputs() {
    Random random = new Random(7);
    double[][] inputs = new double[LABELS.length][MODEL.features()];
    for (double[] row : inputs) {
      Arrays.setAll(row, k -> random.nextGaussian());
    }
    return inputs;
  }

  private static GradientCheck check(Penalty penalty) {
    return new GradientCheck(MODEL, penalty, new GradientCheck.Settings(3, 8, 3e-5));
  }

  /** The gradient in floats is that of plain loops, by central differences. */
  private static GradientCheck.Result result(Loss loss, Penalty penalty) {
    GradientCheck check = check(penalty);
    int[] labels = IntStream.range(0, LABELS.length).map(i -> LABELS[i]).toArray();
    double smoothing = loss instanceof SoftmaxCrossEntropy softmax ? softmax.smoothing() : 0;
    NaiveObjective naive =
        new NaiveObjective(HIDDEN, false, 4, LossKind.SOFTMAX, smoothing, INPUTS, labels);
    double[] at = NaiveSoftmax.doubles(check.point());
    float[] gradient = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      gradient[i] = (float) naive.slope(at, i, 1e-5);
    }
    return check.compare(check.probe(loss).sum(INPUTS, LABELS), gradient);
  }

  static List<Penalty> penalties() {
    return List.of(
        new SumOfPenalties(List.of()),
        new L2(0x1p-4, 0.5, WEIGHTS),
        new L2(0x1p-4, 1, WEIGHTS),
        new L1(0x1p-8, WEIGHTS),
        new L1Subgradient(0x1p-8, WEIGHTS),
        new SumOfPenalties(List.of(new L2(0x1p-4, 0.5, WEIGHTS), new L1(0x1p-8, WEIGHTS))),
        new MaxNorm(16, WEIGHTS));
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void passesWhatIsRight(Penalty penalty) {
    GradientCheck.Result result = result(new SoftmaxCrossEntropy(), penalty);
    assertTrue(result.passes(TOLERANCE), () -> result.toString());
    // 8 of 63 hidden weights, 7 hidden biases, 8 of 28 weights, 4 biases.
    assertEquals(27, result.slopes().size() + result.kinks() + result.flat());
    assertTrue(result.slopes().size() > 20, () -> result.toString());
  }

  @Test
  void passesSmoothedLabels() {
    GradientCheck.Result result =
        result(new SoftmaxCrossEntropy(0.25), new SumOfPenalties(List.of()));
    assertTrue(result.passes(TOLERANCE), () -> result.toString());
    assertTrue(result.slopes().size() > 20, () -> result.toString());
  }

  /** With factor 1/2 the slope of the penalty is the strength times the weight. */
  @Test
  void theSlopeOfAPenaltyIsInBothSlopes() {
    GradientCheck.Result without = result(new SoftmaxCrossEntropy(), new SumOfPenalties(List.of()));
    GradientCheck.Result with = result(new SoftmaxCrossEntropy(), new L2(2, 0.5, WEIGHTS));
    float[] point = check(new L2(2, 0.5, WEIGHTS)).point();
    int found = 0;
    for (Slope slope : with.slopes()) {
      for (Slope bare : without.slopes()) {
        if (slope.parameter().equals(bare.parameter())
            && slope.parameter().startsWith("hidden_weights[")) {
          double weight = point[Integer.parseInt(slope.parameter().replaceAll("\\D", ""))];
          assertEquals(bare.numeric() + 2 * weight, slope.numeric(), 1e-9);
          assertEquals(bare.analytic() + 2 * weight, slope.analytic(), 1e-9);
          found++;
        }
      }
    }
    assertTrue(found >= 6, "found " + found);
  }

  /** A loss whose gradient has the wrong sign at the label. */
  private static final class WrongSign implements Loss {
    private static final long serialVersionUID = 1L;

    @Override
    public double evaluate(double[] scores, int label, double[] dScores) {
      double loss = new SoftmaxCrossEntropy().evaluate(scores, label, dScores);
      dScores[label] += 2;
      return loss;
    }
  }

  @Test
  void findsALossOfTheWrongSign() {
    GradientCheck.Result result = result(new WrongSign(), new SumOfPenalties(List.of()));
    assertTrue(result.worst() > 0.5, () -> result.toString());
    assertFalse(result.passes(TOLERANCE));
  }

  /** What a wrong penalty gets wrong is overridden; the rest is as it should be. */
  private static class Wrapped implements Penalty {
    private final Penalty right;

    Wrapped(Penalty right) {
      this.right = right;
    }

    @Override
    public double value(float[] parameters) {
      return right.value(parameters);
    }

    @Override
    public double valueOf(double weight) {
      return right.valueOf(weight);
    }

    @Override
    public double slopeOf(double weight) {
      return right.slopeOf(weight);
    }

    @Override
    public void addGradient(float[] parameters, float[] gradient) {
      right.addGradient(parameters, gradient);
    }

    @Override
    public void afterStep(float[] parameters, double learningRate) {
      right.afterStep(parameters, learningRate);
    }
  }

  @Test
  void findsAPenaltyOfTheWrongFactor() {
    Penalty wrong =
        new Wrapped(new L2(0x1p-4, 0.5, WEIGHTS)) {
          @Override
          public double valueOf(double weight) {
            return 0x1p-4 * weight * weight;
          }
        };
    assertTrue(result(new SoftmaxCrossEntropy(), wrong).worst() > 1e-4);
  }

  /** In doubles the model says what a weight is; the gradient of training asks the penalty. */
  @Test
  void findsPenalisedBiases() {
    GradientCheck.Result result = result(new SoftmaxCrossEntropy(), new L2(0x1p-4, 0.5, ALL));
    assertTrue(result.worst() <= TOLERANCE);
    assertTrue(result.floatError() > 10 * result.floatBound(), () -> result.toString());
    assertFalse(result.passes(TOLERANCE));
  }

  @Test
  void findsBiasesThatAProximalStepMoves() {
    assertTrue(result(new SoftmaxCrossEntropy(), new L1(0x1p-8, ALL)).worst() > 1e-4);
  }

  @Test
  void findsAProximalStepThatIsTooLong() {
    Penalty wrong =
        new Wrapped(new L1(0x1p-8, WEIGHTS)) {
          @Override
          public void afterStep(float[] parameters, double learningRate) {
            super.afterStep(parameters, 2 * learningRate);
          }
        };
    assertTrue(result(new SoftmaxCrossEntropy(), wrong).worst() > 1e-4);
  }

  /** Soft thresholding leaves many weights at 0, where the size of a weight has its kink. */
  @Test
  void skipsWeightsThatAreZeroAndCountsThem() {
    Penalty strong = new L1(0.25, WEIGHTS);
    GradientCheck.Result result = result(new SoftmaxCrossEntropy(), strong);
    float[] point = check(strong).point();
    assertTrue(result.kinks() > 2, () -> result.toString());
    assertTrue(result.worst() <= TOLERANCE, () -> result.toString());
    for (Slope slope : result.slopes()) {
      if (slope.parameter().startsWith("hidden_weights[")) {
        assertTrue(point[Integer.parseInt(slope.parameter().replaceAll("\\D", ""))] != 0);
      }
    }
  }

  /** A parameter that no row depends on has a slope of 0 that proves nothing. */
  @Test
  void countsWhatIsFlatAndPassesNothingOnThat() {
    Model model = Networks.linear(2, 2, false);
    GradientCheck check =
        new GradientCheck(
            model, new SumOfPenalties(List.of()), new GradientCheck.Settings(1, 4, 1e-5));
    ProbeSums sums =
        check.probe(new SoftmaxCrossEntropy()).sum(new double[][] {{0, 0}}, new int[] {0});
    GradientCheck.Result result = check.compare(sums, new float[4]);
    assertEquals(4, result.flat());
    assertEquals(List.of(), result.slopes());
    assertFalse(result.passes(TOLERANCE));
  }

  @Test
  void whatIsNoNumberDoesNotPass() {
    GradientCheck check = check(new SumOfPenalties(List.of()));
    ProbeSums sums = check.probe(new SoftmaxCrossEntropy()).sum(INPUTS, LABELS);
    float[] gradient = new float[MODEL.parameters()];
    gradient[3] = Float.NaN;
    assertFalse(check.compare(sums, gradient).passes(1e30));
    double[][] inputs = {new double[MODEL.features()]};
    inputs[0][2] = Double.NaN;
    ProbeSums undefined = check.probe(new SoftmaxCrossEntropy()).sum(inputs, new int[] {0});
    GradientCheck.Result result = check.compare(undefined, new float[MODEL.parameters()]);
    assertEquals(Double.POSITIVE_INFINITY, result.worst());
    assertFalse(result.passes(1e30));
  }

  @Test
  void relativeErrorsAreRelativeToTheLarger() {
    assertEquals(0.25, new Slope("w", 3, 4).relativeError());
    assertEquals(2, new Slope("w", -4, 4).relativeError());
    assertEquals(1, new Slope("w", 0, 1e-9).relativeError());
    assertEquals(0, new Slope("w", 0, 0).relativeError());
    assertEquals(Double.POSITIVE_INFINITY, new Slope("w", Double.NaN, 1).relativeError());
  }

  @Test
  void theSeedDecidesThePoint() {
    Penalty none = new SumOfPenalties(List.of());
    GradientCheck.Settings other = new GradientCheck.Settings(4, 8, 3e-5);
    assertArrayEquals(check(none).point(), check(none).point());
    assertFalse(Arrays.equals(check(none).point(), new GradientCheck(MODEL, none, other).point()));
  }
}
