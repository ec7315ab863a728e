package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RungTest {
  private static List<Long> ends(int last, int factor, long iterations) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(number -> new Rung(number, last, factor).end(iterations))
        .toList();
  }

  /** 400 / 16, 400 / 8, ... */
  @Test
  void eachRungReachesTheFactorTimesAsFarAsTheOneBefore() {
    assertEquals(List.of(25L, 50L, 100L, 200L, 400L), ends(5, 2, 400));
  }

  /** 100 / 27 = 3.7, 100 / 9 = 11.1, 100 / 3 = 33.3. */
  @Test
  void roundsUpWhereTheFactorDoesNotDivide() {
    assertEquals(List.of(4L, 12L, 34L, 100L), ends(4, 3, 100));
  }

  /** (2^63 - 1) / 4 and / 2, rounded up. */
  @Test
  void doesNotOverflow() {
    assertEquals(List.of(1L << 61, 1L << 62, Long.MAX_VALUE), ends(3, 2, Long.MAX_VALUE));
  }

  @Test
  void beginsWhereTheOneBeforeEnds() {
    assertEquals(0, new Rung(1, 4, 3).start(100));
    assertEquals(4, new Rung(2, 4, 3).start(100));
    assertEquals(34, new Rung(4, 4, 3).start(100));
  }

  @Test
  void theOnlyOneIsTheWholeTraining() {
    assertEquals(0, Rung.ONLY.start(7));
    assertEquals(7, Rung.ONLY.end(7));
    assertTrue(Rung.ONLY.isLast());
    assertFalse(new Rung(1, 2, 2).isLast());
  }
}
