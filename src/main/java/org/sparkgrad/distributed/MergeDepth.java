package org.sparkgrad.distributed;

/**
 * The depth of {@code treeAggregate}: over how many levels the sums of partitions are merged on a
 * cluster. At 1 the driver merges all of them; at 2 executors first merge about the square root of
 * their number each. It changes how long a step takes and nothing else.
 *
 * @param fixed the depth; 0 to choose it by how much there is to merge
 */
public record MergeDepth(int fixed) {
  public static final MergeDepth AUTOMATIC = new MergeDepth(0);

  /**
   * A second level costs a shuffle, 80 ms and more as measured. It can pay if the driver would take
   * longer than that to receive and add up the sums, at two milliseconds a megabyte.
   */
  private static final long DIRECT_BYTES = 64L << 20;

  /** With fewer cores, executors have no time to spare for merging. */
  private static final int TREE_CORES = 8;

  /** With fewer, executors would have nothing to merge. */
  private static final int TREE_PARTITIONS = 4;

  public MergeDepth {
    if (fixed < 0) {
      throw new IllegalArgumentException(
          "merge depth: expected 1 or more, or 0 to have it chosen, found " + fixed);
    }
  }

  /**
   * The depth for one step.
   *
   * @param bytes of the sums of one partition
   * @param cores of all executors together
   */
  int levels(int partitions, long bytes, int cores) {
    if (fixed > 0) {
      return fixed;
    }
    boolean canPay = partitions * bytes > DIRECT_BYTES && cores >= TREE_CORES;
    return canPay && partitions >= TREE_PARTITIONS ? 2 : 1;
  }

  /** The depth that partitions are laid out for: the one above 1 that may be chosen. */
  public int layoutLevels() {
    return fixed > 1 ? fixed : 2;
  }
}
