package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {
  @Test
  void countsByHand() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    matrix.add(0, 0);
    matrix.add(0, 2);
    matrix.add(2, 2);
    matrix.add(2, 2);
    assertEquals(3, matrix.classes());
    assertEquals(4, matrix.rows());
    assertEquals(1, matrix.count(0, 2));
    assertEquals(0, matrix.count(2, 0));
    assertEquals(2, matrix.count(2, 2));
    assertEquals(0.75, matrix.accuracy());
  }

  /**
   * Class 0: 1 of 2 found, no other taken for it; class 2: 2 of 2 found, one other taken for it.
   */
  @Test
  void derivesPrecisionRecallAndF1ByHand() {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    matrix.add(0, 0);
    matrix.add(0, 2);
    matrix.add(2, 2);
    matrix.add(2, 2);
    assertEquals(2, matrix.support(0));
    assertEquals(1, matrix.precision(0));
    assertEquals(0.5, matrix.recall(0));
    assertEquals(2.0 / 3, matrix.f1(0));
    assertEquals(2.0 / 3, matrix.precision(2));
    assertEquals(1, matrix.recall(2));
    assertEquals(0.8, matrix.f1(2));
    assertEquals(0, matrix.support(1));
    assertTrue(Double.isNaN(matrix.precision(1)));
    assertTrue(Double.isNaN(matrix.recall(1)));
    assertTrue(Double.isNaN(matrix.f1(1)));
  }

  /** Ranks 0, 1 and, as the first of equal scores counts as higher, 2. */
  @Test
  void countsLabelsAmongTheHighestScores() {
    Evaluation evaluation = new Evaluation(3);
    evaluation.add(0, new float[] {3, 2, 1}, 0);
    evaluation.add(1, new float[] {9, 3, 2, 1}, 1);
    evaluation.add(2, new float[] {1, 1, 1}, 0);
    assertEquals(1.0 / 3, evaluation.topAccuracy(1));
    assertEquals(evaluation.accuracy(), evaluation.topAccuracy(1));
    assertEquals(2.0 / 3, evaluation.topAccuracy(2));
    assertEquals(1, evaluation.topAccuracy(3));
    assertEquals(1, evaluation.topAccuracy(5));
  }

  @Test
  void mergingAddsTheCounts() {
    Random random = new Random(1);
    ConfusionMatrix whole = new ConfusionMatrix(4);
    ConfusionMatrix[] parts = {new ConfusionMatrix(4), new ConfusionMatrix(4)};
    for (int row = 0; row < 500; row++) {
      int label = random.nextInt(4);
      int prediction = random.nextInt(4);
      whole.add(label, prediction);
      parts[random.nextInt(2)].add(label, prediction);
    }
    parts[0].merge(parts[1]);
    assertEquals(500, parts[0].rows());
    for (int cell = 0; cell < 16; cell++) {
      assertEquals(whole.count(cell / 4, cell % 4), parts[0].count(cell / 4, cell % 4));
    }
  }

  /** 46,341 squared is the first square that an int cannot hold. */
  @Test
  void morePairsThanAnArrayHasPlacesAreRefused() {
    assertThrows(ArithmeticException.class, () -> new ConfusionMatrix(46_341));
  }

  @Test
  void noRowsHaveNoAccuracy() {
    assertEquals(0, new ConfusionMatrix(3).rows());
    assertTrue(Double.isNaN(new ConfusionMatrix(3).accuracy()));
  }
}
