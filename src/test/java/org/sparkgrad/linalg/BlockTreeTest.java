package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockTreeTest {
  private static BlockTree holding(int... blocks) {
    BlockTree tree = new BlockTree();
    Arrays.stream(blocks).forEach(tree::add);
    return tree;
  }

  private static int[] additions(BlockTree tree, int[] numbers, int... others) {
    return tree.reduction(numbers, others).additions();
  }

  @Test
  void wholeTreesAreAddedFromTheLeavesUp() {
    int[] four = {0, 1, 2, 3};
    assertArrayEquals(new int[] {0, 1, 0, 2}, additions(holding(four), four));
    int[] eight = {0, 1, 2, 3, 4, 5, 6, 7};
    assertArrayEquals(new int[] {0, 1, 0, 2, 0, 1, 0, 3}, additions(holding(eight), eight));
  }

  @Test
  void whatHasItsNeighbourElsewhereWaits() {
    int[] blocks = {1, 2, 3, 4};
    assertArrayEquals(new int[] {0, 0, 1, 0}, additions(holding(blocks), blocks));
  }

  @Test
  void blocksWithoutRowsAreNoNeighbours() {
    assertArrayEquals(new int[] {0, 1}, additions(holding(0, 1, 2, 3), new int[] {1, 2}));
    assertArrayEquals(new int[] {0, 0, 2}, additions(holding(0, 1, 2, 3), new int[] {0, 2, 3}));
    assertArrayEquals(new int[] {0, 0}, additions(holding(0, 1, 2), new int[] {1, 2}));
  }

  /** Block 4 is summed already, so that 5 must not go with 6 and 7 before it has gone with 4. */
  @Test
  void sumsThatAreElsewhereAreNotPassedOver() {
    BlockTree tree = holding(4, 5, 6, 7);
    assertArrayEquals(new int[] {0, 0, 1}, additions(tree, new int[] {5, 6, 7}, 4));
    assertArrayEquals(new int[] {0, 0, 2}, additions(tree, new int[] {5, 6, 7}, 3, 8));
  }

  @Test
  void ofAllBlocksOneSumIsLeft() {
    for (int last = 0; last < 70; last++) {
      int[] blocks = {last / 3, last / 2, last};
      int[] numbers = Arrays.stream(blocks).distinct().toArray();
      assertEquals(1, BlockTree.upTo(last).reduction(numbers).left());
    }
  }
}
