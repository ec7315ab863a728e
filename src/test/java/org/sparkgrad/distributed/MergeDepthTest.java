package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MergeDepthTest {
  private static final long SMALL = 8 * 30_730;
  private static final long LARGE = 64 * SMALL;

  @Test
  void isWhatItIsFixedTo() {
    for (int depth : new int[] {1, 2, 3}) {
      assertEquals(depth, new MergeDepth(depth).levels(1000, LARGE, false));
      assertEquals(depth, new MergeDepth(depth).levels(1, 1, true));
    }
  }

  @Test
  void isChosenByHowMuchThereIsToMerge() {
    assertEquals(1, MergeDepth.AUTOMATIC.levels(2, SMALL, false));
    assertEquals(1, MergeDepth.AUTOMATIC.levels(32, SMALL, false));
    assertEquals(2, MergeDepth.AUTOMATIC.levels(1000, SMALL, false));
    assertEquals(2, MergeDepth.AUTOMATIC.levels(8, LARGE, false));
    assertEquals(1, MergeDepth.AUTOMATIC.levels(3, LARGE, false));
  }

  @Test
  void oneJvmMergesByItself() {
    assertEquals(1, MergeDepth.AUTOMATIC.levels(32, LARGE, true));
    assertEquals(2, MergeDepth.AUTOMATIC.levels(1000, LARGE, true));
  }

  @Test
  void isNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> new MergeDepth(-1));
  }
}
