package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowBlocksTest {
  @ParameterizedTest
  @CsvSource({"1,1", "10,3", "10,10", "13000,3", "49999,64", "2147483647,50000"})
  void everyRowIsInOneBlock(int rows, int count) {
    RowBlocks blocks = new RowBlocks(rows, count);
    int next = 0;
    for (int number = 0; number < count; number++) {
      RowRange range = blocks.range(number);
      assertEquals(next, range.start());
      assertTrue(range.size() >= 1);
      assertEquals(number, blocks.numberOf(range.start()));
      assertEquals(number, blocks.numberOf(range.end() - 1));
      next = range.end();
    }
    assertEquals(rows, next);
  }

  /** By hand: 16 blocks, but of 250 rows at least, 32 MiB and 50,000 rows at most. */
  @ParameterizedTest
  @CsvSource({
    "0, 3072, 0",
    "1, 3072, 1",
    "499, 3072, 1",
    "500, 3072, 2",
    "3999, 3072, 15",
    "4000, 3072, 16",
    "50000, 3072, 16",
    "174762, 3072, 16",
    "174763, 3072, 17",
    "1281167, 3072, 118",
    "800000, 10, 16",
    "800001, 10, 17",
    "2147483647, 3072, 196608"
  })
  void theirNumberFollowsFromRowsAndBytes(int rows, int bytesPerRow, int expected) {
    assertEquals(expected, RowBlocks.fitting(rows, bytesPerRow).count());
  }

  @ParameterizedTest
  @CsvSource({"50000, 64", "10000, 40", "1000, 4"})
  void moreAreMadeIfThereAreRowsEnough(int rows, int expected) {
    assertEquals(expected, RowBlocks.fitting(rows, 3072, 64).count());
  }

  @Test
  void thereAreNoEmptyBlocksAndNoneThatAnArrayDoesNotHold() {
    var tooMany =
        assertThrows(IllegalArgumentException.class, () -> new RowBlocks(100_000, 100_001));
    assertEquals(
        "blocks of 100000 rows: expected from 2 to 100000, found 100001", tooMany.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new RowBlocks(100_001, 2));
    assertThrows(IllegalArgumentException.class, () -> new RowBlocks(5, 0));
  }
}
