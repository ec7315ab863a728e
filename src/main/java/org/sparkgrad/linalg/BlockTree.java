package org.sparkgrad.linalg;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which sums are added to which, so that the total has the same bits whatever the partitions and in
 * whatever order they answer: along one binary tree, the leaves of which are the blocks of the data
 * set in the order of their numbers. Blocks 0 and 1 belong together, then 2 and 3, then these four,
 * and so on. A block without a row of the batch adds nothing, not even a zero.
 *
 * <p>A part of the data that holds all blocks below a node of the tree can add their sums up by
 * itself; this knows which blocks those are.
 *
 * <p>Source: fixed reduction trees, as in Villa et al., "Effects of floating-point
 * non-associativity on numerical computations on massively multithreaded systems", 2009.
 */
public final class BlockTree implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BitSet blocks = new BitSet();

  /** The tree of all blocks up to the one of number {@code last}. */
  public static BlockTree upTo(int last) {
    BlockTree all = new BlockTree();
    all.blocks.set(0, 2 * Integer.highestOneBit(Math.max(1, last)));
    return all;
  }

  /** Takes in a block, all rows of which are accounted for. */
  public void add(int number) {
    blocks.set(number);
  }

  /** Takes in the blocks of another part of the data. */
  public void add(BlockTree other) {
    blocks.or(other.blocks);
  }

  /**
   * What can be added among some sums.
   *
   * @param numbers of the first block in each sum, ascending
   * @param others the same of sums that are elsewhere, with which none of these may be passed over
   */
  public Reduction reduction(int[] numbers, int... others) {
    int[] additions = new int[numbers.length];
    int[] left = new int[numbers.length];
    int count = 0;
    for (int i = 0; i < numbers.length; i++) {
      left[count] = numbers[i];
      count++;
      int next = i + 1 < numbers.length ? numbers[i + 1] : Integer.MAX_VALUE;
      while (count > 1 && belongTogether(left, count, next, others)) {
        count--;
        additions[i]++;
      }
    }
    return new Reduction(additions);
  }

  /** Whether the last two of {@code count} sums are all there is below a node of the tree. */
  private boolean belongTogether(int[] left, int count, int next, int[] others) {
    int second = left[count - 1];
    int level = Integer.SIZE - Integer.numberOfLeadingZeros(left[count - 2] ^ second);
    int start = second >> level << level;
    int end = start + (1 << level);
    return next >= end
        && (count == 2 || left[count - 3] < start)
        && blocks.nextClearBit(start) >= end
        && Arrays.stream(others).noneMatch(other -> other >= start && other < end);
  }
}
