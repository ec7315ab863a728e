package org.sparkgrad.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.NaiveObjective;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.layer.Dropout;
import org.sparkgrad.loss.LossKind;
import org.sparkgrad.loss.MulticlassHinge;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.loss.SquaredMulticlassHinge;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;

class ProbeTest {
  private static final int FEATURES = 5;
  private static final int CLASSES = 4;
  private static final double SMOOTHING = 0.2;
  private static final int HIDDEN = 6;
  private static final int[] LABELS = {2, 0, 3, 2, 1, 1, 0};
  private static final double[][] INPUTS = inputs();

  private static double[][] inputs() {
    Random random = new Random(5);
    double[][] inputs = new double[LABELS.length][FEATURES];
    for (double[] row : inputs) {
      Arrays.setAll(row, k -> random.nextGaussian());
    }
    return inputs;
  }

  private static float[] point(Model model) {
    Random random = new Random(6);
    float[] point = new float[model.parameters()];
    for (int i = 0; i < point.length; i++) {
      point[i] = (float) (0.5 * random.nextGaussian());
    }
    return point;
  }

  private static void assertAgrees(Model model, int hidden, boolean rectified, LossKind kind) {
    int[] labels = IntStream.range(0, LABELS.length).map(i -> LABELS[i]).toArray();
    NaiveObjective naive =
        new NaiveObjective(hidden, rectified, CLASSES, kind, SMOOTHING, INPUTS, labels);
    float[] point = point(model);
    double[] at = NaiveSoftmax.doubles(point);
    int[] all = IntStream.range(0, point.length).toArray();
    double h = 1e-5;
    ProbeSums sums = new Probe(model, kind.of(1, SMOOTHING), point, all, h).sum(INPUTS, LABELS);
    assertEquals(naive.mean(at), sums.meanLoss(), 1e-14);
    for (int i : all) {
      double slope = naive.slope(at, i, h);
      assertEquals(slope, sums.meanRise(i) / (2 * h), 1e-9, "rise along " + i);
      assertEquals(slope, sums.meanGradient(i), 1e-8, "slope along " + i);
      assertFalse(sums.switched(i), "kink along " + i);
    }
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithPlainLoopsOfALinearModel(LossKind loss) {
    assertAgrees(Networks.linear(FEATURES, CLASSES, true), 0, false, loss);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithPlainLoopsOfARectifiedLinearModel(LossKind loss) {
    assertAgrees(Networks.softmaxRelu(FEATURES, CLASSES, true), 0, true, loss);
  }

  @ParameterizedTest
  @EnumSource
  void agreesWithPlainLoopsOfATwoLayerModel(LossKind loss) {
    Model model = Networks.twoLayer(FEATURES, HIDDEN, CLASSES, true, Dropout.NONE);
    assertAgrees(model, HIDDEN, false, loss);
  }

  /** Without biases the parameters are those of the same model with biases, less the biases. */
  @Test
  void leavesBiasesOut() {
    Model with = Networks.twoLayer(FEATURES, HIDDEN, CLASSES, true, Dropout.NONE);
    Model without = Networks.twoLayer(FEATURES, HIDDEN, CLASSES, false, Dropout.NONE);
    float[] all = point(with);
    Arrays.fill(all, FEATURES * HIDDEN, FEATURES * HIDDEN + HIDDEN, 0);
    Arrays.fill(all, all.length - CLASSES, all.length, 0);
    float[] weights = new float[without.parameters()];
    System.arraycopy(all, 0, weights, 0, FEATURES * HIDDEN);
    System.arraycopy(all, FEATURES * HIDDEN + HIDDEN, weights, FEATURES * HIDDEN, HIDDEN * CLASSES);
    int[] none = {};
    ProbeSums first = new Probe(with, new MulticlassHinge(1), all, none, 1).sum(INPUTS, LABELS);
    ProbeSums second =
        new Probe(without, new MulticlassHinge(1), weights, none, 1).sum(INPUTS, LABELS);
    assertEquals(first.meanLoss(), second.meanLoss());
    assertEquals(first.meanGradient(3), second.meanGradient(3));
  }

  /** One feature of 1, two classes, no bias: the scores are the parameters, the label is 0. */
  private static ProbeSums twoScores(LossKind loss, float first, float second, double h) {
    Model model = Networks.linear(1, 2, false);
    return new Probe(model, loss.of(1, 0), new float[] {first, second}, new int[] {1}, h)
        .sum(new double[][] {{1}}, new int[] {0});
  }

  /** The margin 1 + s_1 - s_0 is met where s_1 is s_0 - 1. */
  @Test
  void findsWhereAMarginIsMet() {
    for (LossKind hinge : List.of(LossKind.HINGE, LossKind.SQUARED_HINGE)) {
      assertTrue(twoScores(hinge, 2, 1.25f, 0.5).switched(0));
      assertTrue(twoScores(hinge, 2, 0.75f, 0.5).switched(0));
      assertFalse(twoScores(hinge, 2, 1.75f, 0.5).switched(0));
      assertFalse(twoScores(hinge, 2, 0.25f, 0.5).switched(0));
    }
    assertFalse(twoScores(LossKind.SOFTMAX, 2, 1.25f, 0.5).switched(0));
    // One against the rest, class 1 meets its margin at -1.
    LossKind oneVsRest = LossKind.ONE_VS_REST_SQUARED_HINGE;
    assertTrue(twoScores(oneVsRest, 2, -1.25f, 0.5).switched(0));
    assertFalse(twoScores(oneVsRest, 2, 1.25f, 0.5).switched(0));
  }

  /** h = max(0, w x + b) with w = 1 and x = 2 switches on where b is -2. */
  @Test
  void findsWhereAUnitSwitches() {
    Model model = Networks.twoLayer(1, 1, 2, true, Dropout.NONE);
    for (float bias : new float[] {-2.75f, -2.25f, -1.75f, -1.25f}) {
      float[] point = {1, bias, 3, -1, 0, 0};
      ProbeSums sums =
          new Probe(model, new SoftmaxCrossEntropy(), point, new int[] {0, 1, 2}, 0.5)
              .sum(new double[][] {{2}}, new int[] {0});
      boolean near = Math.abs(bias + 2) < 0.5;
      // Along w the unit moves by twice as much.
      assertTrue(sums.switched(0));
      assertEquals(near, sums.switched(1), "bias " + bias);
      assertFalse(sums.switched(2));
    }
  }

  @Test
  void sumsOfPartsAreTheSumsOfAll() {
    Model model = Networks.linear(1, 2, false);
    // Rises and gradients are multiples of 1/4: sums are exact.
    float[] point = {1, 0.5f};
    Probe probe = new Probe(model, new SquaredMulticlassHinge(1), point, new int[] {0, 1}, 0.25);
    double[][] inputs = {{1}, {-2}, {3}};
    int[] labels = {0, 1, 1};
    ProbeSums whole = probe.sum(inputs, labels);
    ProbeSums parts = probe.zero();
    for (int row = 0; row < 3; row++) {
      parts.add(probe.sum(new double[][] {inputs[row]}, new int[] {labels[row]}));
    }
    assertEquals(whole.meanLoss(), parts.meanLoss());
    for (int i = 0; i < 2; i++) {
      assertEquals(whole.meanGradient(i), parts.meanGradient(i));
      assertEquals(whole.meanRise(i), parts.meanRise(i));
      assertEquals(whole.switched(i), parts.switched(i));
    }
  }

  @Test
  void refusesAPointOfAnotherModel() {
    Model model = Networks.linear(1, 2, false);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Probe(model, new MulticlassHinge(1), new float[3], new int[0], 1));
    assertTrue(error.getMessage().contains("expected a point of 2 parameters, found 3"));
  }
}
