package org.sparkgrad.data;

import org.apache.spark.Partitioner;

/**
 * Cuts numbers from 0 on into runs of about the same length. Blocks are kept like this, as the sums
 * of neighbouring blocks can be added where they are.
 */
public final class NeighbourPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int count;
  private final int partitions;

  /**
   * @param count of the numbers
   */
  public NeighbourPartitioner(int count, int partitions) {
    this.count = count;
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object number) {
    return (int) ((long) (int) number * partitions / count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NeighbourPartitioner same
        && same.count == count
        && same.partitions == partitions;
  }

  @Override
  public int hashCode() {
    return 31 * count + partitions;
  }
}
