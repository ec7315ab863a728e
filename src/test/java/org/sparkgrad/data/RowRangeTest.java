package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RowRangeTest {
  /** Every pair of ranges within 0 to 5, against a count of the rows that are in both. */
  @Test
  void theIntersectionHoldsTheRowsOfBoth() {
    for (int a = 0; a <= 5; a++) {
      for (int b = a; b <= 5; b++) {
        for (int c = 0; c <= 5; c++) {
          for (int d = c; d <= 5; d++) {
            checkIntersection(new RowRange(a, b), new RowRange(c, d));
          }
        }
      }
    }
  }

  private static void checkIntersection(RowRange first, RowRange second) {
    RowRange both = first.intersect(second);
    int shared = 0;
    for (int row = 0; row <= 5; row++) {
      boolean expected = holds(first, row) && holds(second, row);
      assertEquals(expected, holds(both, row), first + " and " + second);
      shared += expected ? 1 : 0;
    }
    assertEquals(shared, both.size());
  }

  private static boolean holds(RowRange range, int row) {
    return row >= range.start() && row < range.end();
  }

  @Test
  void equalBoundsMakeEqualRanges() {
    assertEquals(new RowRange(1, 2), new RowRange(1, 2));
    assertEquals(new RowRange(1, 2).hashCode(), new RowRange(1, 2).hashCode());
    assertNotEquals(new RowRange(1, 2), new RowRange(1, 3));
    assertNotEquals(new RowRange(1, 2), new RowRange(0, 2));
    assertEquals("[1, 2)", new RowRange(1, 2).toString());
  }

  @Test
  void backwardsAndNegativeRangesAreRefused() {
    var error = assertThrows(IllegalArgumentException.class, () -> new RowRange(3, 2));
    assertEquals("row range: expected 0 <= start <= end, found 3 and 2", error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new RowRange(-1, 2));
  }
}
