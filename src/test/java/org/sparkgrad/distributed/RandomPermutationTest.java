package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.ChiSquare;

class RandomPermutationTest {
  private static int[] entries(long seed, long number, int size) {
    RandomPermutation permutation = new RandomPermutation(seed, number, size);
    return IntStream.range(0, size).map(permutation::at).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 16, 17, 100, 1000, 4096, 4097})
  void everyNumberIsThereOnce(int size) {
    for (long number = 0; number < 5; number++) {
      int[] sorted = entries(9, number, size);
      Arrays.sort(sorted);
      assertArrayEquals(IntStream.range(0, size).toArray(), sorted);
    }
  }

  @Test
  void theLargestSizeWorks() {
    RandomPermutation permutation = new RandomPermutation(9, 0, Integer.MAX_VALUE);
    for (int index : new int[] {0, 1, 12345, Integer.MAX_VALUE - 1}) {
      int entry = permutation.at(index);
      assertTrue(entry >= 0 && entry < Integer.MAX_VALUE);
    }
  }

  @Test
  void seedsAndNumbersHavePermutationsOfTheirOwn() {
    int[] entries = entries(1, 2, 100);
    assertArrayEquals(entries, entries(1, 2, 100));
    assertFalse(Arrays.equals(entries, entries(1, 3, 100)));
    assertFalse(Arrays.equals(entries, entries(2, 2, 100)));
    assertFalse(Arrays.equals(entries, entries(2, 1, 100)));
  }

  /** All 24 orders of four numbers come about equally often. */
  @Test
  void ordersAreUniform() {
    int[] counts = new int[256];
    for (long number = 0; number < 4800; number++) {
      int[] e = entries(7, number, 4);
      counts[e[0] << 6 | e[1] << 4 | e[2] << 2 | e[3]]++;
    }
    int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
    assertEquals(24, seen.length);
    assertTrue(ChiSquare.ofEqualShares(seen) < ChiSquare.bound(24));
  }

  /** A random permutation has one fixed point on average. */
  @Test
  void fixedPointsAreAsManyAsExpected() {
    int fixed = 0;
    for (long number = 0; number < 2000; number++) {
      int[] entries = entries(8, number, 50);
      for (int i = 0; i < entries.length; i++) {
        fixed += entries[i] == i ? 1 : 0;
      }
    }
    assertEquals(1, fixed / 2000.0, 0.12);
  }
}
