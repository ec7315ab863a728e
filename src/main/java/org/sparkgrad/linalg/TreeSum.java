package org.sparkgrad.linalg;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum over blocks along a {@link BlockTree}: what has to wait for blocks that are elsewhere is
 * kept apart, so that the total has the same bits in whatever order and grouping blocks and other
 * sums are taken in. Of neighbouring blocks, mostly one sum waits.
 */
public final class TreeSum implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BlockTree tree = new BlockTree();

  /** In the order of the blocks. */
  private List<BlockSum> waiting = new ArrayList<>();

  /** Takes in a block, all rows of which have been put or will be before the sum is reduced. */
  public void addBlock(int number) {
    tree.add(number);
  }

  /**
   * What can be added among the sums of some groups of rows before they are {@link #put}.
   *
   * @param numbers the block of each group, ascending
   */
  public Reduction reduction(int[] numbers) {
    return tree.reduction(numbers, numbers(waiting));
  }

  /** Takes in a sum, which is then this one's. It follows what was put of the same block. */
  public void put(BlockSum sum) {
    int at = waiting.size();
    while (at > 0 && waiting.get(at - 1).number() > sum.number()) {
      at--;
    }
    if (at > 0 && waiting.get(at - 1).number() == sum.number()) {
      waiting.get(at - 1).add(sum);
    } else {
      waiting.add(at, sum);
    }
  }

  /** Takes in the sum of other blocks, which may be used no longer; adds nothing yet. */
  public void gather(TreeSum other) {
    tree.add(other.tree);
    other.waiting.forEach(this::put);
  }

  /** Adds up what need not wait. */
  public void reduce() {
    waiting = reduced(tree.reduction(numbers(waiting)));
  }

  /** The sum over all blocks that were taken in; null if nothing was put. */
  public BlockSum total() {
    waiting = reduced(lastReduction());
    return waiting.isEmpty() ? null : waiting.get(0);
  }

  private List<BlockSum> reduced(Reduction reduction) {
    BlockSum[] left = new BlockSum[waiting.size()];
    int count =
        reduction.run(
            (index, place) -> left[place] = waiting.get(index),
            (place, later) -> left[place].add(left[later]));
    return new ArrayList<>(Arrays.asList(left).subList(0, count));
  }

  /** Reduces {@link #waiting} to the total when no other blocks are to come. */
  public Reduction lastReduction() {
    int[] numbers = numbers(waiting);
    return numbers.length == 0
        ? Reduction.none(0)
        : BlockTree.upTo(numbers[numbers.length - 1]).reduction(numbers);
  }

  /** The sums that wait, in the order of the blocks. */
  public List<BlockSum> waiting() {
    return waiting;
  }

  /** Gives the memory of all sums back. */
  public void release() {
    waiting.forEach(BlockSum::release);
    waiting.clear();
  }

  private static int[] numbers(List<BlockSum> sums) {
    return sums.stream().mapToInt(BlockSum::number).toArray();
  }
}
