package org.sparkgrad.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxCrossEntropyTest {
  private static final Loss LOSS = new SoftmaxCrossEntropy();

  private static double lossOf(float[] scores, int label) {
    return LOSS.evaluate(scores, new int[] {label}, 1, scores.length, new float[scores.length]);
  }

  private static float[] gradientOf(float[] scores, int label) {
    float[] gradient = new float[scores.length];
    LOSS.evaluate(scores, new int[] {label}, 1, scores.length, gradient);
    return gradient;
  }

  /** The definition, {@code log(sum_j exp(s_j)) - s_y}, without any precaution. */
  private static double definition(double[] scores, int label) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    return Math.log(sum) - scores[label];
  }

  private static double[] randomScores(Random random, int classes) {
    double[] scores = new double[classes];
    for (int j = 0; j < classes; j++) {
      scores[j] = (float) (3 * random.nextGaussian());
    }
    return scores;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  @Test
  void givesProbabilitiesWhateverTheSizeOfTheScores() {
    double[] third = LOSS.probabilities(new double[] {1e30, 1e30, 1e30}).orElseThrow();
    assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, third, 1e-15);
    double[] odds = LOSS.probabilities(new double[] {0, Math.log(3)}).orElseThrow();
    assertArrayEquals(new double[] {0.25, 0.75}, odds, 1e-12);
  }

  @Test
  void equalScoresCostTheLogarithmOfTheirNumber() {
    assertEquals(Math.log(10), lossOf(new float[10], 4), 1e-12);
    float[] expected = new float[10];
    Arrays.fill(expected, 0.1f);
    expected[4] = -0.9f;
    assertArrayEquals(expected, gradientOf(new float[10], 4), 1e-7f);
  }

  /**
   * The cat, car and frog of Stanford's CS231n, with label cat: exp gives 24.53, 164.02 and 0.18,
   * which is 0.13, 0.87 and 0.00 of their sum.
   */
  @Test
  void theWorkedExampleCostsTwoPointZeroFour() {
    float[] scores = {3.2f, 5.1f, -1.7f};
    assertEquals(2.04, lossOf(scores, 0), 0.005);
    assertArrayEquals(new float[] {-0.87f, 0.87f, 0.00f}, gradientOf(scores, 0), 0.005f);
    assertArrayEquals(new float[] {0.13f, -0.13f, 0.00f}, gradientOf(scores, 1), 0.005f);
  }

  @Test
  void agreesWithTheDefinition() {
    Random random = new Random(1);
    for (int trial = 0; trial < 200; trial++) {
      double[] scores = randomScores(random, 2 + random.nextInt(9));
      int label = random.nextInt(scores.length);
      assertEquals(definition(scores, label), lossOf(floats(scores), label), 1e-12);
    }
  }

  @Test
  void theGradientIsTheSlopeOfTheDefinition() {
    Random random = new Random(2);
    double h = 1e-5;
    for (int trial = 0; trial < 100; trial++) {
      double[] scores = randomScores(random, 10);
      int label = random.nextInt(10);
      float[] gradient = gradientOf(floats(scores), label);
      for (int j = 0; j < 10; j++) {
        double[] above = scores.clone();
        double[] below = scores.clone();
        above[j] += h;
        below[j] -= h;
        double slope = (definition(above, label) - definition(below, label)) / (2 * h);
        assertEquals(slope, gradient[j], 1e-7);
      }
    }
  }

  @Test
  void theGradientOfARowSumsToZero() {
    Random random = new Random(3);
    for (int trial = 0; trial < 100; trial++) {
      float[] gradient = gradientOf(floats(randomScores(random, 10)), random.nextInt(10));
      double sum = 0;
      for (float slope : gradient) {
        sum += slope;
      }
      assertEquals(0, sum, 1e-6);
    }
  }

  @Test
  void hugeScoresStayFinite() {
    assertEquals(0, lossOf(new float[] {1e4f, -1e4f}, 0));
    assertEquals(2e4, lossOf(new float[] {1e4f, -1e4f}, 1));
    assertEquals(1e30f, lossOf(new float[] {1e30f, 0, 1e4f}, 1), 1e20);
    assertEquals(2.0 * 1e30f, lossOf(new float[] {1e30f, -1e30f}, 1), 1e20);
    assertEquals(2.0 * Float.MAX_VALUE, lossOf(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE}, 1));
    assertArrayEquals(new float[] {1, -1, 0}, gradientOf(new float[] {1e30f, 0, 1e4f}, 1));
  }

  @Test
  void hugeEqualScoresCostTheLogarithmOfTheirNumber() {
    assertEquals(Math.log(2), lossOf(new float[] {1e6f, 1e6f}, 1), 1e-12);
    assertEquals(Math.log(2), lossOf(new float[] {1e30f, 1e30f}, 1), 1e-12);
  }

  @Test
  void whatIsNotFiniteIsNotHidden() {
    assertTrue(Double.isNaN(lossOf(new float[] {Float.NaN, 0}, 1)));
    assertTrue(Double.isNaN(lossOf(new float[] {0, Float.NaN}, 0)));
    assertTrue(!Double.isFinite(lossOf(new float[] {Float.POSITIVE_INFINITY, 0}, 1)));
  }

  /** {@code -sum_j t_j log(p_j)}, as Szegedy and others write it. */
  private static double smoothedDefinition(double[] scores, int label, double smoothing) {
    double loss = 0;
    for (int j = 0; j < scores.length; j++) {
      double target = (j == label ? 1 - smoothing : 0) + smoothing / scores.length;
      loss += target * definition(scores, j);
    }
    return loss;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.2, 0.99})
  void smoothedLabelsAgreeWithTheDefinitionAndItsSlope(double smoothing) {
    Loss loss = new SoftmaxCrossEntropy(smoothing);
    Random random = new Random(4);
    double h = 1e-5;
    for (int trial = 0; trial < 100; trial++) {
      double[] scores = randomScores(random, 2 + random.nextInt(9));
      int label = random.nextInt(scores.length);
      double[] gradient = new double[scores.length];
      double found = loss.evaluate(scores, label, gradient);
      assertEquals(smoothedDefinition(scores, label, smoothing), found, 1e-12);
      for (int j = 0; j < scores.length; j++) {
        double[] above = scores.clone();
        double[] below = scores.clone();
        above[j] += h;
        below[j] -= h;
        double rise =
            smoothedDefinition(above, label, smoothing)
                - smoothedDefinition(below, label, smoothing);
        assertEquals(rise / (2 * h), gradient[j], 1e-8);
      }
    }
  }

  /** At the targets themselves, here 0.85 and 0.05 of four, the gradient is zero. */
  @Test
  void smoothedLabelsAreFittedByTheirTargets() {
    double[] scores = {Math.log(0.05), Math.log(0.05), Math.log(0.85), Math.log(0.05)};
    double[] gradient = new double[4];
    double loss = new SoftmaxCrossEntropy(0.2).evaluate(scores, 2, gradient);
    assertArrayEquals(new double[4], gradient, 1e-15);
    assertEquals(-0.85 * Math.log(0.85) - 0.15 * Math.log(0.05), loss, 1e-12);
  }

  @Test
  void hugeScoresWithSmoothedLabelsStayFinite() {
    Loss loss = new SoftmaxCrossEntropy(0.2);
    double[] scores = {Float.MAX_VALUE, -Float.MAX_VALUE};
    double scale = 2.0 * Float.MAX_VALUE;
    assertEquals(0.1, loss.evaluate(scores, 0, new double[2]) / scale, 1e-12);
    assertEquals(0.9, loss.evaluate(scores, 1, new double[2]) / scale, 1e-12);
    assertTrue(Double.isNaN(loss.evaluate(new double[] {0, Double.NaN, 1}, 0, new double[3])));
  }

  @Test
  void smoothingChangesNoProbabilities() {
    double[] scores = {0.5, -1, 2};
    assertArrayEquals(
        LOSS.probabilities(scores).orElseThrow(),
        new SoftmaxCrossEntropy(0.2).probabilities(scores).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void refusesSmoothingsThatLeaveNothingOfTheLabel(double smoothing) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new SoftmaxCrossEntropy(smoothing))
            .getMessage();
    assertEquals(
        "softmax: expected a label smoothing from 0 up to, not including, 1, found " + smoothing,
        message);
  }

  @Test
  void rowsAddUp() {
    float[] scores = {1, 2, 3, -1, 0, 4};
    int[] labels = {2, 0};
    float[] gradient = new float[6];
    double sum = LOSS.evaluate(scores, labels, 2, 3, gradient);
    double expected =
        definition(new double[] {1, 2, 3}, 2) + definition(new double[] {-1, 0, 4}, 0);
    assertEquals(expected, sum, 1e-12);
    assertArrayEquals(
        gradientOf(new float[] {-1, 0, 4}, 0), Arrays.copyOfRange(gradient, 3, 6), 0f);
  }

  @Test
  void noRowsCostNothing() {
    assertEquals(0, LOSS.evaluate(new float[0], new int[0], 0, 10, new float[0]));
  }

  @Test
  void overwritesTheGradientAndLeavesTheRestAlone() {
    float[] scores = {1, 2, 3, 4};
    int[] labels = {0, 1};
    float[] gradient = new float[6];
    Arrays.fill(gradient, Float.NaN);
    LOSS.evaluate(scores, labels, 2, 2, gradient);
    assertEquals(-gradient[0], gradient[1], 1e-6f);
    assertEquals(-gradient[2], gradient[3], 1e-6f);
    assertTrue(Float.isNaN(gradient[4]) && Float.isNaN(gradient[5]));
    assertArrayEquals(new float[] {1, 2, 3, 4}, scores);
    assertArrayEquals(new int[] {0, 1}, labels);
  }
}
