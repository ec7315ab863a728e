package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class FloatBuffersTest {
  @Test
  void arraysThatAreGivenBackAreUsedAgain() {
    FloatBuffers buffers = new FloatBuffers();
    float[] array = buffers.take(7);
    assertEquals(7, array.length);
    buffers.giveBack(array);
    assertSame(array, buffers.take(7));
    assertNotSame(array, buffers.take(7));
  }

  /** Two objectives side by side, of two sizes, each find their own arrays again. */
  @Test
  void ownersKnowNothingOfEachOther() {
    FloatBuffers one = new FloatBuffers();
    FloatBuffers other = new FloatBuffers();
    float[] small = one.take(3);
    float[] large = other.take(4);
    one.giveBack(small);
    other.giveBack(large);
    assertSame(large, other.take(4));
    assertSame(small, one.take(3));
  }

  @Test
  void aReleasedSumIsGivenBackOnce() {
    FloatBuffers buffers = new FloatBuffers();
    BlockSum sum = new BlockSum(0, buffers.take(5), new double[1], buffers);
    float[] array = sum.floats();
    sum.release();
    sum.release();
    assertSame(array, buffers.take(5));
    assertNotSame(array, buffers.take(5));
  }
}
