package org.sparkgrad.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;

class PenaltyTest {
  /** The last of the four parameters stands for a bias. */
  private static final List<Segment> WEIGHTS = List.of(new Segment(0, 3));

  private static final List<Segment> PAIR = List.of(new Segment(0, 2));

  private static final double EXACT = 1e-12;
  private static final float CLOSE = 1e-6f;

  private static float[] parameters() {
    return new float[] {1, -2, 0.5f, 100};
  }

  private static float[] gradientOf(Penalty penalty, float... start) {
    penalty.addGradient(parameters(), start);
    return start;
  }

  private static float[] afterStep(Penalty penalty, double learningRate) {
    float[] parameters = parameters();
    penalty.afterStep(parameters, learningRate);
    return parameters;
  }

  /** 1 + 4 + 0.25 = 5.25. */
  @Test
  void l2WithAHalfIsAsInMostBooks() {
    Penalty penalty = new L2(0.2, 0.5, WEIGHTS);
    assertEquals(0.525, penalty.value(parameters()), EXACT);
    assertArrayEquals(new float[] {0.2f, -0.4f, 0.1f, 0}, gradientOf(penalty, 0, 0, 0, 0), CLOSE);
  }

  @Test
  void l2WithOneIsAsInCs231n() {
    Penalty penalty = new L2(0.2, 1, WEIGHTS);
    assertEquals(1.05, penalty.value(parameters()), EXACT);
    assertArrayEquals(new float[] {0.4f, -0.8f, 0.2f, 0}, gradientOf(penalty, 0, 0, 0, 0), CLOSE);
  }

  @Test
  void l2AddsToTheGradientAndMovesNothing() {
    Penalty penalty = new L2(0.2, 1, WEIGHTS);
    assertArrayEquals(new float[] {1.4f, 0.2f, 3.2f, 4}, gradientOf(penalty, 1, 1, 3, 4), CLOSE);
    assertArrayEquals(parameters(), afterStep(penalty, 10));
  }

  @Test
  void theGradientOfL2IsTheSlopeOfItsValue() {
    Penalty penalty = new L2(0.7, 0.5, WEIGHTS);
    float[] gradient = gradientOf(penalty, 0, 0, 0, 0);
    float h = 1f / 1024;
    for (int i = 0; i < 4; i++) {
      float[] above = parameters();
      float[] below = parameters();
      above[i] += h;
      below[i] -= h;
      assertEquals((penalty.value(above) - penalty.value(below)) / (2 * h), gradient[i], 1e-6);
    }
  }

  /** 1 + 2 + 0.5 = 3.5. */
  @Test
  void l1CountsAbsoluteValuesAndHasNoSmoothPart() {
    Penalty penalty = new L1(0.2, WEIGHTS);
    assertEquals(0.7, penalty.value(parameters()), EXACT);
    assertArrayEquals(new float[] {1, 2, 3, 4}, gradientOf(penalty, 1, 2, 3, 4));
  }

  @Test
  void l1MovesEachWeightTowardsZero() {
    assertArrayEquals(
        new float[] {0.75f, -1.75f, 0.25f, 100}, afterStep(new L1(0.5, WEIGHTS), 0.5));
  }

  @Test
  void l1StopsAtExactlyZero() {
    float[] halfWay = afterStep(new L1(1, WEIGHTS), 1);
    assertArrayEquals(new float[] {0, -1, 0, 100}, halfWay);
    float[] allTheWay = afterStep(new L1(7, WEIGHTS), 3);
    for (int i = 0; i < 3; i++) {
      assertEquals(0.0, Math.abs(allTheWay[i]));
    }
    assertEquals(100, allTheWay[3]);
  }

  @Test
  void l1NeverShrinksPastZeroOrOutwards() {
    Random random = new Random(1);
    for (int trial = 0; trial < 1000; trial++) {
      float before = (float) random.nextGaussian();
      float[] after = {before};
      new L1(random.nextDouble(), List.of(new Segment(0, 1))).afterStep(after, random.nextDouble());
      assertEquals(true, after[0] == 0 || Math.signum(after[0]) == Math.signum(before));
      assertEquals(true, Math.abs(after[0]) <= Math.abs(before));
    }
  }

  @Test
  void penaltiesOfStrengthZeroDoNothing() {
    for (Penalty penalty : List.of(new L1(0, WEIGHTS), new L2(0, 1, WEIGHTS))) {
      assertEquals(0, penalty.value(parameters()));
      assertArrayEquals(new float[4], gradientOf(penalty, 0, 0, 0, 0));
      assertArrayEquals(parameters(), afterStep(penalty, 1));
    }
  }

  @Test
  void severalSegmentsAreAllPenalised() {
    List<Segment> segments = List.of(new Segment(0, 1), new Segment(2, 3));
    assertEquals(1.5, new L1(1, segments).value(parameters()), EXACT);
    assertEquals(1.25, new L2(1, 1, segments).value(parameters()), EXACT);
    assertArrayEquals(
        new float[] {2, 0, 1, 0}, gradientOf(new L2(1, 1, segments), 0, 0, 0, 0), CLOSE);
    assertArrayEquals(new float[] {0.5f, -2, 0, 100}, afterStep(new L1(0.5, segments), 1));
  }

  @Test
  void theElasticNetIsTheSumOfBoth() {
    Penalty penalty = new SumOfPenalties(List.of(new L1(0.5, WEIGHTS), new L2(0.2, 0.5, WEIGHTS)));
    assertEquals(1.75 + 0.525, penalty.value(parameters()), EXACT);
    assertArrayEquals(new float[] {1.2f, 0.6f, 1.1f, 1}, gradientOf(penalty, 1, 1, 1, 1), CLOSE);
    assertArrayEquals(new float[] {0.75f, -1.75f, 0.25f, 100}, afterStep(penalty, 0.5));
  }

  @Test
  void noPenaltiesAreNone() {
    Penalty none = new SumOfPenalties(List.of());
    assertEquals(0, none.value(parameters()));
    assertArrayEquals(new float[] {1, 2, 3, 4}, gradientOf(none, 1, 2, 3, 4));
    assertArrayEquals(parameters(), afterStep(none, 1));
  }

  @Test
  void theSegmentsOfALinearModelSpareItsBias() {
    Network model = Networks.linear(3, 2, true);
    float[] biasAlone = {0, 0, 0, 0, 0, 0, 5, -5};
    float[] gradient = new float[8];
    List<Penalty> penalties =
        List.of(
            new L1(1, model.weights()),
            new L1Subgradient(1, model.weights()),
            new L2(1, 1, model.weights()),
            new MaxNorm(1, model.weightRows()));
    for (Penalty penalty : penalties) {
      assertEquals(0, penalty.value(biasAlone));
      penalty.addGradient(biasAlone, gradient);
      penalty.afterStep(biasAlone, 1);
    }
    assertArrayEquals(new float[8], gradient);
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 5, -5}, biasAlone);
  }

  @Test
  void aSegmentThatEndsBeforeItStartsIsRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> new Segment(3, 2));
    assertEquals("segment: expected 0 <= start <= end, found 3 and 2", error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Segment(-1, 2));
  }

  @Test
  void l1LeavesNoSignAtZero() {
    float[] weights = {0.25f, -0.25f, 0.5f, -0.5f, -0f, 0f};
    new L1(1, List.of(new Segment(0, 6))).afterStep(weights, 0.5);
    for (float weight : weights) {
      assertEquals(0, Float.floatToRawIntBits(weight));
    }
  }

  @Test
  void l1HidesNothingThatIsNotFinite() {
    float[] weights = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    new L1(1, WEIGHTS).afterStep(weights, 0.5);
    assertArrayEquals(
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}, weights);
  }

  /** 1 + 2 + 0.5 = 3.5; the slope at 0 is 0. */
  @Test
  void l1BySubgradientAddsSignsAndMovesNothing() {
    Penalty penalty = new L1Subgradient(0.2, WEIGHTS);
    assertEquals(0.7, penalty.value(parameters()), EXACT);
    assertArrayEquals(new float[] {1.2f, 1.8f, 3.2f, 4}, gradientOf(penalty, 1, 2, 3, 4), CLOSE);
    assertArrayEquals(parameters(), afterStep(penalty, 10));
    float[] gradient = new float[3];
    penalty.addGradient(new float[] {0, -0f, -1e-30f}, gradient);
    assertArrayEquals(new float[] {0, 0, -0.2f}, gradient, CLOSE);
  }

  @Test
  void slopesOfOneWeightAreThoseOfItsValueAwayFromZero() {
    double h = 1e-6;
    List<Penalty> smooth =
        List.of(
            new L1Subgradient(0.3, WEIGHTS), new L2(0.3, 1, WEIGHTS), new MaxNorm(0.3, WEIGHTS));
    for (Penalty penalty : smooth) {
      for (double weight : new double[] {-2, -0.1, 0.1, 3}) {
        double slope = (penalty.valueOf(weight + h) - penalty.valueOf(weight - h)) / (2 * h);
        assertEquals(slope, penalty.slopeOf(weight), 1e-8);
      }
    }
  }

  /** Rows (3, 4), of length 5, and (0.3, -0.4), of length 0.5; what follows stands for biases. */
  @Test
  void maxNormShortensLongRowsAlone() {
    float[] parameters = {3, 4, 0.3f, -0.4f, 100, 100};
    MaxNorm penalty = new MaxNorm(1, new Segment(0, 4).rows(2));
    penalty.afterStep(parameters, 0.1);
    assertArrayEquals(new float[] {0.6f, 0.8f, 0.3f, -0.4f, 100, 100}, parameters, CLOSE);
    assertEquals(0, penalty.value(parameters));
    assertArrayEquals(new float[] {1, 2}, gradientOf(penalty, 1, 2));
  }

  /** A row of (1e30, 1e30) has the direction (1, 1) / sqrt(2). */
  @Test
  void maxNormKeepsTheDirectionOfHugeRows() {
    float[] parameters = {1e30f, 1e30f, -1e-3f, 0};
    new MaxNorm(2, new Segment(0, 4).rows(2)).afterStep(parameters, 1);
    float expected = (float) Math.sqrt(2);
    assertArrayEquals(new float[] {expected, expected, -1e-3f, 0}, parameters, CLOSE);
  }

  @Test
  void maxNormHidesNothingThatIsNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] parameters = {bad, 1};
      new MaxNorm(2, List.of(new Segment(0, 2))).afterStep(parameters, 1);
      assertTrue(!Float.isFinite(parameters[0]));
    }
  }

  /**
   * What L1 and max-norm do after a step is to minimise {@code |w - v|^2 / 2 + threshold |w|_1}
   * over the ball; here a search over many directions and lengths does so.
   */
  @Test
  void l1AndMaxNormTogetherFindTheNearestPointOfBoth() {
    Penalty both = new SumOfPenalties(List.of(new L1(0.5, PAIR), new MaxNorm(0.8, PAIR)));
    float[][] starts = {{1.5f, -0.9f}, {1.2f, 0.3f}, {0.4f, -0.2f}, {0.7f, 0.9f}, {-3, 2.75f}};
    for (float[] start : starts) {
      double[] expected = nearestInBall(start, 0.5, 0.8);
      both.afterStep(start, 1);
      assertEquals(expected[0], start[0], 2e-3);
      assertEquals(expected[1], start[1], 2e-3);
    }
  }

  private static double[] nearestInBall(float[] start, double threshold, double radius) {
    double[] best = {0, 0};
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < 6000; i++) {
      for (int j = 0; j <= 400; j++) {
        double x = radius * j / 400 * Math.cos(Math.PI * i / 3000);
        double y = radius * j / 400 * Math.sin(Math.PI * i / 3000);
        double far = (Math.pow(x - start[0], 2) + Math.pow(y - start[1], 2)) / 2;
        double value = far + threshold * (Math.abs(x) + Math.abs(y));
        if (value < least) {
          least = value;
          best = new double[] {x, y};
        }
      }
    }
    return best;
  }

  @Test
  void aSegmentFallsIntoRows() {
    assertEquals(List.of(new Segment(4, 7), new Segment(7, 10)), new Segment(4, 10).rows(3));
  }
}
