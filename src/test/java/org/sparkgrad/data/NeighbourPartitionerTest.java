package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighbourPartitionerTest {
  private static int[] partitions(int count, int partitions) {
    NeighbourPartitioner partitioner = new NeighbourPartitioner(count, partitions);
    assertEquals(partitions, partitioner.numPartitions());
    return IntStream.range(0, count).map(partitioner::getPartition).toArray();
  }

  @Test
  void neighboursStayTogether() {
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, partitions(8, 2));
    assertArrayEquals(new int[] {0, 0, 0, 1, 1, 2, 2}, partitions(7, 3));
    assertArrayEquals(new int[] {0, 2}, partitions(2, 4));
    assertEquals(99_999, new NeighbourPartitioner(100_000, 100_000).getPartition(99_999));
  }

  /** By this Spark knows what it need not shuffle again. */
  @Test
  void equalsAnotherOfTheSameNumbers() {
    assertEquals(new NeighbourPartitioner(8, 2), new NeighbourPartitioner(8, 2));
    assertEquals(
        new NeighbourPartitioner(8, 2).hashCode(), new NeighbourPartitioner(8, 2).hashCode());
    assertNotEquals(new NeighbourPartitioner(8, 2), new NeighbourPartitioner(9, 2));
    assertNotEquals(new NeighbourPartitioner(8, 2), new NeighbourPartitioner(8, 3));
  }
}
