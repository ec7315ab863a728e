package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ArenaTest {
  @Test
  void noBufferHasTwoUsers() {
    Arena arena = new Arena();
    float[] first = arena.take(10);
    float[] second = arena.take(10);
    assertNotSame(first, second);
    int mark = arena.mark();
    float[] third = arena.take(10);
    arena.release(mark);
    assertSame(third, arena.take(10));
    assertNotSame(third, arena.take(10));
  }

  /** The largest chunk sizes a buffer once; smaller ones find it there. */
  @Test
  void aBufferIsAsLargeAsItsLargestUseNeeded() {
    Arena arena = new Arena();
    arena.take(10);
    arena.release(0);
    float[] large = arena.take(100);
    assertEquals(100, large.length);
    for (int size : new int[] {1, 50, 100}) {
      arena.release(0);
      assertSame(large, arena.take(size));
    }
    arena.release(0);
    assertTrue(arena.matrix(3, 5).values().length >= 15);
  }
}
