package org.sparkgrad.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.choice.Choice;

/**
 * The hinge losses on the cat, car and frog of Stanford's CS231n, on scores worked out by hand, and
 * against their definitions, term by term.
 */
class HingeTest {
  private static final double[] CAT = {3.2, 5.1, -1.7};
  private static final double[] CAR = {1.3, 4.9, 2.0};
  private static final double[] FROG = {2.2, 2.5, -3.1};
  private static final double CLOSE = 1e-12;

  /** The definition, in which a pair of classes and the margin make a term. */
  private static double definition(LossKind kind, double margin, double[] scores, int label) {
    double sum = 0;
    for (int j = 0; j < scores.length; j++) {
      double term = term(kind, margin, scores, j, label);
      sum += term <= 0 ? 0 : kind == LossKind.HINGE ? term : Math.pow(term, 2);
    }
    return sum;
  }

  private static double term(LossKind kind, double margin, double[] scores, int j, int label) {
    if (kind == LossKind.ONE_VS_REST_SQUARED_HINGE) {
      return j == label ? margin - scores[j] : margin + scores[j];
    }
    return j == label ? 0 : scores[j] - (scores[label] - margin);
  }

  private static double slope(LossKind kind, double margin, double[] scores, int label, int along) {
    double h = 1e-6;
    double[] above = scores.clone();
    double[] below = scores.clone();
    above[along] += h;
    below[along] -= h;
    double rise = definition(kind, margin, above, label) - definition(kind, margin, below, label);
    return rise / (2 * h);
  }

  private static boolean nearKink(LossKind kind, double margin, double[] scores, int label) {
    for (int j = 0; j < scores.length; j++) {
      double term = term(kind, margin, scores, j, label);
      if (Math.abs(term) < 1e-3 && (j != label || kind == LossKind.ONE_VS_REST_SQUARED_HINGE)) {
        return true;
      }
    }
    return false;
  }

  private static double[] randomScores(Random random, int classes) {
    double[] scores = new double[classes];
    for (int j = 0; j < classes; j++) {
      scores[j] = 2 * random.nextGaussian();
    }
    return scores;
  }

  private static void assertRow(
      Loss loss, double[] scores, int label, double expected, double... slopes) {
    double[] found = {Double.NaN, Double.NaN, Double.NaN};
    double[] before = scores.clone();
    assertEquals(expected, loss.evaluate(scores, label, found), CLOSE);
    assertArrayEquals(slopes, found, CLOSE);
    assertArrayEquals(before, scores);
  }

  /**
   * Cat: 5.1 - 3.2 + 1 = 2.9. Car: no class comes within 1 of 4.9. Frog: 2.2 + 3.1 + 1 = 6.3 and
   * 2.5 + 3.1 + 1 = 6.6 make 12.9.
   */
  @Test
  void theHingeOfTheWorkedExample() {
    Loss loss = new MulticlassHinge(1);
    assertRow(loss, CAT, 0, 2.9, -1, 1, 0);
    assertRow(loss, CAR, 1, 0, 0, 0, 0);
    assertRow(loss, FROG, 2, 12.9, 1, 1, -2);
  }

  @Test
  void theMeanOfTheWorkedExampleIsFivePointTwoSeven() {
    float[] scores = {3.2f, 5.1f, -1.7f, 1.3f, 4.9f, 2.0f, 2.2f, 2.5f, -3.1f};
    float[] slopes = new float[9];
    int[] labels = {0, 1, 2};
    double sum = new MulticlassHinge(1).evaluate(scores, labels, 3, 3, slopes);
    assertEquals(5.27, sum / 3, 0.005);
    assertArrayEquals(new float[] {-1, 1, 0, 0, 0, 0, 1, 1, -2}, slopes);
  }

  /** 2.9² = 8.41; 6.3² + 6.6² = 39.69 + 43.56. */
  @Test
  void theSquaredHingeOfTheWorkedExample() {
    Loss loss = new SquaredMulticlassHinge(1);
    assertRow(loss, CAT, 0, 8.41, -5.8, 5.8, 0);
    assertRow(loss, CAR, 1, 0, 0, 0, 0);
    assertRow(loss, FROG, 2, 83.25, 12.6, 13.2, -25.8);
  }

  /**
   * Cat: only 1 + 5.1 is above 0. Car: 1 + 1.3 and 1 + 2.0. Frog: 1 + 2.2, 1 + 2.5 and 1 + 3.1,
   * whose squares are 10.24, 12.25 and 16.81.
   */
  @Test
  void theOneVsRestSquaredHingeOfTheWorkedExample() {
    Loss loss = new OneVsRestSquaredHinge(1);
    assertRow(loss, CAT, 0, 37.21, 0, 12.2, 0);
    assertRow(loss, CAR, 1, 14.29, 4.6, 0, 6);
    assertRow(loss, FROG, 2, 39.3, 6.4, 7, -8.2);
  }

  /** With 3, the car's 2.0 comes within the margin of 4.9, by 0.1; and 4.9 is beyond it. */
  @Test
  void aWiderMarginIsBrokenSooner() {
    assertRow(new MulticlassHinge(3), CAR, 1, 0.1, 0, -1, 1);
    assertRow(new SquaredMulticlassHinge(3), CAR, 1, 0.01, 0, -0.2, 0.2);
    assertRow(new OneVsRestSquaredHinge(3), CAR, 1, 4.3 * 4.3 + 25, 8.6, 0, 10);
  }

  /** Nine other classes at the margin's distance; or all ten at that distance from 0. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 4})
  void scoresOfZeroCostTheMarginForEachTerm(double margin) {
    double[] slopes = new double[10];
    double[] zeros = new double[10];
    assertEquals(9 * margin, new MulticlassHinge(margin).evaluate(zeros, 3, slopes));
    assertEquals(-9, slopes[3]);
    double squared = new SquaredMulticlassHinge(margin).evaluate(zeros, 3, slopes);
    assertEquals(9 * margin * margin, squared);
    assertEquals(-18 * margin, slopes[3]);
    double oneVsRest = new OneVsRestSquaredHinge(margin).evaluate(zeros, 3, slopes);
    assertEquals(10 * margin * margin, oneVsRest);
    assertEquals(-2 * margin, slopes[3]);
    assertEquals(2 * margin, slopes[4]);
  }

  @Test
  void aMarginThatIsMetExactlyHasNoSlope() {
    double[] met = {2, 1, 1};
    assertRow(new MulticlassHinge(1), met, 0, 0, 0, 0, 0);
    assertRow(new SquaredMulticlassHinge(1), met, 0, 0, 0, 0, 0);
    assertRow(new OneVsRestSquaredHinge(1), new double[] {1, -1, -1}, 0, 0, 0, 0, 0);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOFTMAX")
  void agreesWithItsDefinitionAndTheSlopeOfIt(LossKind kind) {
    Random random = new Random(1);
    int tried = 0;
    for (int trial = 0; trial < 300; trial++) {
      double[] scores = randomScores(random, 2 + random.nextInt(9));
      int label = random.nextInt(scores.length);
      double margin = 0.1 + 3 * random.nextDouble();
      double[] slopes = new double[scores.length];
      double loss = kind.of(margin, 0).evaluate(scores, label, slopes);
      assertEquals(definition(kind, margin, scores, label), loss, 1e-10);
      if (nearKink(kind, margin, scores, label)) {
        continue;
      }
      tried++;
      for (int j = 0; j < scores.length; j++) {
        assertEquals(slope(kind, margin, scores, label, j), slopes[j], 1e-6);
      }
    }
    assertTrue(tried > 200, "tried " + tried);
  }

  @ParameterizedTest
  @EnumSource(LossKind.class)
  void whatIsNotANumberIsNotHidden(LossKind kind) {
    for (int bad = 0; bad < 3; bad++) {
      double[] scores = {5, -5, -5};
      scores[bad] = Double.NaN;
      double loss = kind.of(1, 0).evaluate(scores, 0, new double[3]);
      assertTrue(Double.isNaN(loss), kind + " of NaN at " + bad);
    }
    double[] infinite = {0, Double.POSITIVE_INFINITY, 0};
    assertTrue(!Double.isFinite(kind.of(1, 0).evaluate(infinite, 0, new double[3])), kind.label());
  }

  @Test
  void squaresOfHugeScoresStayFinite() {
    double[] scores = {0, Float.MAX_VALUE, 0};
    double expected = (double) Float.MAX_VALUE * Float.MAX_VALUE;
    for (Loss loss : new Loss[] {new SquaredMulticlassHinge(1), new OneVsRestSquaredHinge(1)}) {
      assertEquals(1, loss.evaluate(scores, 0, new double[3]) / expected, 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoMargin(double margin) {
    for (LossKind kind : LossKind.values()) {
      if (kind != LossKind.SOFTMAX) {
        var error = assertThrows(IllegalArgumentException.class, () -> kind.of(margin, 0));
        assertEquals(
            "hinge: expected a finite margin above 0, found " + margin, error.getMessage());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(LossKind.class)
  void everyKindIsFoundByItsName(LossKind kind) {
    assertEquals(Optional.of(kind), Choice.ofLabel(LossKind.class, kind.label()));
  }
}
