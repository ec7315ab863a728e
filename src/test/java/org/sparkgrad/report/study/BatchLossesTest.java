package org.sparkgrad.report.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BatchLossesTest {
  /** The standard deviation that the noise was drawn with, around a line that falls. */
  @Test
  void findsTheNoiseAroundALine() {
    BatchLosses losses = MadeUp.losses(3, 1, 0.25, 40_000, 1);
    assertEquals(0.25, losses.noise(), 0.25 * 3 / Math.sqrt(2.0 * losses.noiseCount()));
  }

  @Test
  void aLineHasNone() {
    assertEquals(0, MadeUp.losses(3, 1, 0, 400, 1).noise(), 1e-12);
  }

  /** Losses 0 and 1 by turns: their deviation from means of 25 is 12/25 or 13/25. */
  @Test
  void isTheFormula() {
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 2;
    }
    BatchLosses losses = new BatchLosses(values);
    assertEquals(100 - 24, losses.noiseCount());
    double deviation = 12 / 25.0;
    assertEquals(deviation / Math.sqrt(1 - 1 / 25.0), losses.noise(), 1e-12);
    assertEquals(0.5, losses.level(), 1e-12);
    assertEquals(0, losses.first());
  }

  @Test
  void saysNothingOfFewOrOfWhatIsNoNumber() {
    assertFalse(new BatchLosses(new double[39]).isLongEnough());
    assertTrue(new BatchLosses(new double[40]).isLongEnough());
    double[] broken = new double[40];
    broken[7] = Double.NaN;
    assertFalse(new BatchLosses(broken).isLongEnough());
    assertEquals(6, new BatchLosses(new double[40]).noiseCount());
  }
}
