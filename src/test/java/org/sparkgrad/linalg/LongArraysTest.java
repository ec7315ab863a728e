package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongArraysTest {
  /** That no other test uses. */
  private static final int SIZE = 54_321;

  @Test
  void anArrayIsUsedAgain() {
    long[] array = LongArrays.take(SIZE);
    LongArrays.giveBack(array);
    assertTrue(array == LongArrays.take(SIZE));
  }

  @Test
  void anArrayIsNotGivenToTwo() {
    LongArrays.giveBack(LongArrays.take(SIZE));
    assertFalse(LongArrays.take(SIZE) == LongArrays.take(SIZE));
  }

  /** A step makes sums of losses, one a model, before those of gradients. */
  @Test
  void aFewSumsDoNotPushTheOthersOut() {
    long[] array = LongArrays.take(SIZE);
    LongArrays.giveBack(array);
    new FixedPointSums(10, 10).release();
    assertTrue(array == LongArrays.take(SIZE));
  }

  @Test
  void anArrayOfAnotherSizeIsMade() {
    LongArrays.giveBack(LongArrays.take(SIZE));
    assertEquals(SIZE + 1, LongArrays.take(SIZE + 1).length);
  }

  /** A driver takes no arrays, so that those of its executors' sums would only heap up. */
  @Test
  void arraysThatCameOverTheNetworkAreNotKept() throws IOException, ClassNotFoundException {
    FixedPointSums sums = new FixedPointSums(SIZE, 1);
    sums.add(1, 7, 0);
    FixedPointSums copy = copy(sums);
    assertEquals(1, FixedPointSums.total(List.of(copy), 7));
    copy.release();
    assertEquals(0, LongArrays.take(SIZE)[7]);
  }

  private static FixedPointSums copy(FixedPointSums sums)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sums);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (FixedPointSums) in.readObject();
    }
  }
}
