package org.sparkgrad.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TailAverageTest {
  private static void add(TailAverage average, int from, float[]... outcomes) {
    for (int i = 0; i < outcomes.length; i++) {
      average.add(new Step(from + i, 0.1, 0, 0, outcomes[i]));
    }
  }

  private static float[] mean(TailAverage average, long iterationsRun, float... last) {
    average.copyTo(last, iterationsRun);
    return last;
  }

  /** (4 + 8 + 9) / 3 = 7, (1 - 2 + 4) / 3 = 1. */
  @Test
  void isTheMeanOverTheLastSteps() {
    TailAverage average = new TailAverage(2, new double[0]);
    add(average, 0, new float[] {100, 100}, new float[] {50, 50});
    assertEquals(0, average.state().length);
    add(average, 2, new float[] {4, 1}, new float[] {8, -2}, new float[] {9, 4});
    assertArrayEquals(new float[] {7, 1}, mean(average, 5, 9, 4));
  }

  @Test
  void leavesTheParametersAloneWhereNoStepCounts() {
    TailAverage average = new TailAverage(2, new double[0]);
    add(average, 0, new float[] {100}, new float[] {50});
    assertArrayEquals(new float[] {50}, mean(average, 2, 50));
  }

  /** In floats 2^24 + 1 + 1 is 2^24. */
  @Test
  void losesNothingOfSmallParametersBehindALargeOne() {
    TailAverage average = new TailAverage(0, new double[0]);
    add(average, 0, new float[] {1 << 24}, new float[] {1}, new float[] {1}, new float[] {2});
    assertArrayEquals(new float[] {(1 << 22) + 1}, mean(average, 4, 2));
  }

  @Test
  void goesOnFromItsState() {
    TailAverage first = new TailAverage(1, new double[0]);
    add(first, 0, new float[] {1}, new float[] {2});
    TailAverage second = new TailAverage(1, first.state().clone());
    add(second, 2, new float[] {4});
    assertArrayEquals(new float[] {3}, mean(second, 3, 4));
  }

  /** A run that ends before its length averages what it has made of the last part. */
  @Test
  void countsTheStepsThatWereMade() {
    TailAverage average = new TailAverage(5, new double[0]);
    add(average, 4, new float[] {9}, new float[] {2}, new float[] {6});
    assertArrayEquals(new float[] {4}, mean(average, 7, 6));
  }
}
