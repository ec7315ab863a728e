package org.sparkgrad.penalty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sparkgrad.model.LinearModel;

class PenaltyTest {
  /** The last of the four parameters stands for a bias. */
  private static final List<Segment> WEIGHTS = List.of(new Segment(0, 3));

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
    LinearModel model = new LinearModel(3, 2, true);
    float[] biasAlone = {0, 0, 0, 0, 0, 0, 5, -5};
    float[] gradient = new float[8];
    for (Penalty penalty : List.of(new L1(1, model.weights()), new L2(1, 1, model.weights()))) {
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
}
