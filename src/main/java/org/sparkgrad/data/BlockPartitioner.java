package org.sparkgrad.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;

/**
 * Deals blocks to partitions, by their numbers. Each partition holds a run of neighbouring blocks,
 * whose sums can be added where they are; and {@code treeAggregate}, which merges the sums of
 * partitions i, i + n, i + 2n, ..., finds neighbouring runs there: runs are not dealt in the order
 * of the partitions, but in that of the groups that these end up in. It changes no result.
 */
public final class BlockPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;
  private final int[] partitionOf;

  /**
   * @param blocks how many there are
   * @param mergeDepth the depth of {@code treeAggregate} to lay them out for, 1 or more
   */
  public BlockPartitioner(int blocks, int partitions, int mergeDepth) {
    this.partitions = partitions;
    partitionOf = new int[blocks];
    int block = 0;
    for (int partition : dealingOrder(partitions, mergeDepth)) {
      int size = sliceStart(partition + 1) - sliceStart(partition);
      Arrays.fill(partitionOf, block, block + size, partition);
      block += size;
    }
  }

  /** The places that Spark's {@code parallelize} puts into each partition. */
  private int sliceStart(int partition) {
    return (int) ((long) partition * partitionOf.length / partitions);
  }

  /** Partitions, those of a group together, and so on in groups of groups. */
  private static List<Integer> dealingOrder(int partitions, int depth) {
    Comparator<Integer> order = Comparator.naturalOrder();
    for (int count : groupCounts(partitions, depth)) {
      Comparator<Integer> within = order;
      order =
          Comparator.<Integer>comparingInt(
                  partition -> groupOf(partition, partitions, depth, count))
              .thenComparing(within);
    }
    return IntStream.range(0, partitions).boxed().sorted(order).toList();
  }

  /** The group of a partition among {@code count}: what each level takes it to, up to there. */
  private static int groupOf(int partition, int partitions, int depth, int count) {
    int group = partition;
    for (int each : groupCounts(partitions, depth)) {
      if (each >= count) {
        group %= each;
      }
    }
    return group;
  }

  /** How many groups {@code treeAggregate} makes at each level, as Spark's code has it. */
  private static List<Integer> groupCounts(int partitions, int depth) {
    List<Integer> counts = new ArrayList<>();
    int scale = Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / depth)));
    int count = partitions;
    while (count > scale + Math.ceil((double) count / scale)) {
      count /= scale;
      counts.add(count);
    }
    return counts;
  }

  /** How many blocks there are. */
  public int blocks() {
    return partitionOf.length;
  }

  /** The blocks' numbers in the order in which {@code parallelize} deals them as this does. */
  public List<Integer> order() {
    return IntStream.range(0, partitionOf.length)
        .boxed()
        .sorted(Comparator.comparingInt(block -> partitionOf[block]))
        .toList();
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object number) {
    return partitionOf[(int) number];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockPartitioner same
        && same.partitions == partitions
        && Arrays.equals(same.partitionOf, partitionOf);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(partitionOf) + partitions;
  }
}
