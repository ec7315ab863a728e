package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FloatArraysTest {
  /** That no other test uses. */
  private static final int SIZE = 54_321;

  @Test
  void anArrayIsUsedAgain() {
    float[] array = FloatArrays.take(SIZE);
    FloatArrays.giveBack(array);
    assertTrue(array == FloatArrays.take(SIZE));
  }

  @Test
  void anArrayIsNotGivenToTwo() {
    FloatArrays.giveBack(FloatArrays.take(SIZE));
    assertFalse(FloatArrays.take(SIZE) == FloatArrays.take(SIZE));
  }

  @Test
  void aShortArrayDoesNotPushTheOthersOut() {
    float[] array = FloatArrays.take(SIZE);
    FloatArrays.giveBack(array);
    FloatArrays.giveBack(FloatArrays.take(10));
    assertTrue(array == FloatArrays.take(SIZE));
  }

  @Test
  void anArrayOfAnotherSizeIsMade() {
    FloatArrays.giveBack(FloatArrays.take(SIZE));
    assertEquals(SIZE + 1, FloatArrays.take(SIZE + 1).length);
  }
}
