package org.sparkgrad.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GroupCutTest {
  @Test
  void groupsAreFullButForTheLast() {
    assertArrayEquals(new int[] {128, 256, 257}, GroupCut.USUAL.ends(257));
    assertArrayEquals(new int[] {128}, GroupCut.USUAL.ends(128));
    assertArrayEquals(new int[] {3}, GroupCut.USUAL.ends(3));
  }

  @Test
  void evenGroupsAreAsFewAndEqualAsCanBe() {
    GroupCut cut = GroupCut.even(64);
    assertArrayEquals(new int[] {64}, cut.ends(64));
    assertArrayEquals(new int[] {32, 65}, cut.ends(65));
    assertArrayEquals(new int[] {1}, cut.ends(1));
    for (int count = 1; count < 500; count++) {
      int[] ends = cut.ends(count);
      assertEquals(Math.ceil(count / 64.0), ends.length);
      assertEquals(count, ends[ends.length - 1]);
      int before = 0;
      for (int end : ends) {
        assertTrue(end - before <= 64 && end - before >= count / ends.length);
        before = end;
      }
    }
  }

  /** A group of more rows than there are is one of all. */
  @Test
  void groupsMayBeOfAnySize() {
    for (int rows : new int[] {700, 2_147_483_000, Integer.MAX_VALUE}) {
      assertArrayEquals(new int[] {700}, GroupCut.even(rows).ends(700));
      assertArrayEquals(new int[] {2}, GroupCut.even(rows).ends(2));
      assertArrayEquals(new int[] {16}, new GroupCut(rows, false).ends(16));
    }
  }

  @Test
  void noRowsHaveNoGroups() {
    assertEquals(0, GroupCut.USUAL.ends(0).length);
    assertEquals(0, GroupCut.even(5).ends(0).length);
  }
}
