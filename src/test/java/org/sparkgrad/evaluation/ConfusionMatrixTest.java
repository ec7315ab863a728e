package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

  @Test
  void noRowsHaveNoAccuracy() {
    assertEquals(0, new ConfusionMatrix(3).rows());
    assertTrue(Double.isNaN(new ConfusionMatrix(3).accuracy()));
  }
}
