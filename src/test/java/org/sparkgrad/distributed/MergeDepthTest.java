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
      assertEquals(depth, new MergeDepth(depth).levels(1000, LARGE, 64));
      assertEquals(depth, new MergeDepth(depth).levels(1, 1, 2));
    }
  }

  @Test
  void isChosenByHowMuchThereIsToMerge() {
    assertEquals(1, MergeDepth.AUTOMATIC.levels(2, SMALL, 64));
    assertEquals(1, MergeDepth.AUTOMATIC.levels(32, SMALL, 64));
    assertEquals(2, MergeDepth.AUTOMATIC.levels(1000, SMALL, 64));
    assertEquals(2, MergeDepth.AUTOMATIC.levels(8, LARGE, 64));
    assertEquals(1, MergeDepth.AUTOMATIC.levels(3, LARGE, 64));
  }

  @Test
  void fewCoresHaveNoTimeToMerge() {
    assertEquals(1, MergeDepth.AUTOMATIC.levels(128, LARGE, 2));
    assertEquals(2, MergeDepth.AUTOMATIC.levels(128, LARGE, 8));
  }

  @Test
  void partitionsAreLaidOutForTheDepthThatMayBeChosen() {
    assertEquals(2, MergeDepth.AUTOMATIC.layoutLevels());
    assertEquals(2, new MergeDepth(1).layoutLevels());
    assertEquals(3, new MergeDepth(3).layoutLevels());
  }

  @Test
  void isNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> new MergeDepth(-1));
  }
}
