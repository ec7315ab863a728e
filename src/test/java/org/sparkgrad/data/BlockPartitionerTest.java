package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.SharedSpark;

@ExtendWith(SharedSpark.class)
class BlockPartitionerTest {
  private static int[] partitions(int blocks, int partitions, int depth) {
    BlockPartitioner partitioner = new BlockPartitioner(blocks, partitions, depth);
    assertEquals(partitions, partitioner.numPartitions());
    assertEquals(blocks, partitioner.blocks());
    return IntStream.range(0, blocks).map(partitioner::getPartition).toArray();
  }

  @Test
  void neighboursStayTogether() {
    assertArrayEquals(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, partitions(8, 2, 2));
    assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2, 2}, partitions(7, 3, 2));
    assertArrayEquals(new int[] {1, 3}, partitions(2, 4, 2));
    assertEquals(99_999, new BlockPartitioner(100_000, 100_000, 1).getPartition(99_999));
  }

  /** By hand: of 9 partitions treeAggregate merges those of one remainder by 3. */
  @Test
  void runsAreDealtToPartitionsThatAreMerged() {
    assertArrayEquals(new int[] {0, 3, 6, 1, 4, 7, 2, 5, 8}, partitions(9, 9, 2));
    assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, partitions(9, 9, 1));
  }

  /** Spark itself says which partitions meet: what reaches the driver are runs of neighbours. */
  @ParameterizedTest
  @CsvSource({"9,2", "16,2", "40,2", "8,3", "27,3", "40,3", "16,4", "40,4", "37,2", "33,3"})
  void treeAggregateMergesNeighbours(int partitions, int depth, JavaSparkContext spark) {
    BlockPartitioner layout = new BlockPartitioner(3 * partitions, partitions, depth);
    List<List<Integer>> merged =
        spark
            .parallelize(layout.order(), partitions)
            .treeAggregate(
                (List<List<Integer>>) new ArrayList<List<Integer>>(),
                (lists, block) -> with(lists, List.of(block)),
                BlockPartitionerTest::merge,
                depth);
    assertEquals(1, merged.size());
  }

  private static List<List<Integer>> merge(List<List<Integer>> first, List<List<Integer>> second) {
    if (TaskContext.get() == null && second.size() > 1) {
      throw new IllegalStateException("an executor merged " + second);
    }
    List<List<Integer>> all = first;
    for (List<Integer> each : second) {
      all = with(all, each);
    }
    return all;
  }

  /** Runs in their order, those joined that follow one another. */
  private static List<List<Integer>> with(List<List<Integer>> runs, List<Integer> run) {
    TreeMap<Integer, List<Integer>> byFirst = new TreeMap<>();
    runs.forEach(each -> byFirst.put(each.get(0), new ArrayList<>(each)));
    byFirst.put(run.get(0), new ArrayList<>(run));
    List<List<Integer>> joined = new ArrayList<>();
    for (List<Integer> each : byFirst.values()) {
      List<Integer> last = joined.isEmpty() ? List.of() : joined.get(joined.size() - 1);
      if (!last.isEmpty() && last.get(last.size() - 1) + 1 == each.get(0)) {
        last.addAll(each);
      } else {
        joined.add(each);
      }
    }
    return joined;
  }

  @Test
  void orderIsWhatParallelizeCuts(JavaSparkContext spark) {
    BlockPartitioner layout = new BlockPartitioner(31, 12, 2);
    List<List<Integer>> slices = spark.parallelize(layout.order(), 12).glom().collect();
    for (int partition = 0; partition < 12; partition++) {
      List<Integer> own = new ArrayList<>();
      for (int block = 0; block < 31; block++) {
        if (layout.getPartition(block) == partition) {
          own.add(block);
        }
      }
      assertEquals(own, slices.get(partition));
      Collections.sort(own);
      assertEquals(own, slices.get(partition));
    }
  }

  /** By this Spark knows what it need not shuffle again. */
  @Test
  void equalsAnotherOfTheSameNumbers() {
    BlockPartitioner one = new BlockPartitioner(8, 2, 2);
    assertEquals(one, new BlockPartitioner(8, 2, 2));
    assertEquals(one.hashCode(), new BlockPartitioner(8, 2, 2).hashCode());
    assertNotEquals(one, new BlockPartitioner(9, 2, 2));
    assertNotEquals(one, new BlockPartitioner(8, 3, 2));
  }
}
