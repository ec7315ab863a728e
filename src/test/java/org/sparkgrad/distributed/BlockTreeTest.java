package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.linalg.PartialSums;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.model.Model;

class BlockTreeTest {
  /** One weight and no bias. */
  private static final Model MODEL = new LinearModel(1, 1, false);

  private static BlockTree holding(int... blocks) {
    BlockTree tree = new BlockTree();
    Arrays.stream(blocks).forEach(tree::add);
    return tree;
  }

  @Test
  void wholeTreesAreAddedFromTheLeavesUp() {
    int[] four = {0, 1, 2, 3};
    assertArrayEquals(new int[] {0, 1, 0, 2}, holding(four).additions(four));
    int[] eight = {0, 1, 2, 3, 4, 5, 6, 7};
    assertArrayEquals(new int[] {0, 1, 0, 2, 0, 1, 0, 3}, holding(eight).additions(eight));
  }

  @Test
  void whatHasItsNeighbourElsewhereWaits() {
    int[] blocks = {1, 2, 3, 4};
    assertArrayEquals(new int[] {0, 0, 1, 0}, holding(blocks).additions(blocks));
  }

  @Test
  void blocksWithoutRowsAreNoNeighbours() {
    assertArrayEquals(new int[] {0, 1}, holding(0, 1, 2, 3).additions(new int[] {1, 2}));
    assertArrayEquals(new int[] {0, 0, 2}, holding(0, 1, 2, 3).additions(new int[] {0, 2, 3}));
    assertArrayEquals(new int[] {0, 0}, holding(0, 1, 2).additions(new int[] {1, 2}));
  }

  /** Block 4 is summed already, so that 5 must not go with 6 and 7 before it has gone with 4. */
  @Test
  void sumsThatAreElsewhereAreNotPassedOver() {
    BlockTree tree = holding(4, 5, 6, 7);
    assertArrayEquals(new int[] {0, 0, 1}, tree.additions(new int[] {5, 6, 7}, 4));
    assertArrayEquals(new int[] {0, 0, 2}, tree.additions(new int[] {5, 6, 7}, 3, 8));
  }

  @Test
  void ofAllBlocksOneSumIsLeft() {
    for (int last = 0; last < 70; last++) {
      int[] blocks = {last / 3, last / 2, last};
      int[] numbers = Arrays.stream(blocks).distinct().toArray();
      int sum = Arrays.stream(BlockTree.upTo(last).additions(numbers)).sum();
      assertEquals(numbers.length - 1, sum);
    }
  }

  /** Partitions as Spark cuts a list into. */
  @Test
  void partitionsSendNoMoreThanIsSaid() {
    assertEquals(6, RddObjective.mostSums(8, 1));
    assertEquals(8, RddObjective.mostSums(8, 40));
    for (int blocks = 1; blocks < 70; blocks++) {
      for (int partitions = 1; partitions < 12; partitions++) {
        int sums = 0;
        for (int i = 0; i < partitions; i++) {
          int first = i * blocks / partitions;
          int[] own = IntStream.range(first, (i + 1) * blocks / partitions).toArray();
          sums += own.length - Arrays.stream(holding(own).additions(own)).sum();
        }
        int most = RddObjective.mostSums(blocks, partitions);
        assertTrue(sums <= most, blocks + " blocks, " + partitions + " partitions: " + sums);
      }
    }
  }

  /** The sum below a node of the tree, by recursion from the top. */
  private static float total(NavigableMap<Integer, Float> blocks, int start, int size) {
    var below = blocks.subMap(start, start + size);
    if (below.size() == 1) {
      return below.values().iterator().next();
    }
    int half = size / 2;
    if (blocks.subMap(start, start + half).isEmpty()) {
      return total(blocks, start + half, half);
    }
    if (blocks.subMap(start + half, start + size).isEmpty()) {
      return total(blocks, start, half);
    }
    return total(blocks, start, half) + total(blocks, start + half, half);
  }

  /** Blocks, some without rows, are dealt to tasks, and tasks merged as a random tree. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 20, 37})
  void anyOrderAndGroupingGivesTheSameBits(int count) {
    Random random = new Random(count);
    for (int trial = 0; trial < 200; trial++) {
      NavigableMap<Integer, Float> values = new TreeMap<>();
      values.put(random.nextInt(count), 1e-3f);
      for (int number = 0; number < count; number++) {
        if (random.nextInt(4) > 0) {
          values.put(number, (float) (random.nextGaussian() * Math.pow(10, random.nextInt(8))));
        }
      }
      float expected = total(values, 0, 64) / values.size();
      List<GradientSums> parts = parts(values, count, random);
      while (parts.size() > 1 && random.nextInt(6) > 0) {
        Collections.shuffle(parts, random);
        GradientSums last = parts.remove(parts.size() - 1);
        parts.set(0, parts.get(0).merge(last));
      }
      assertEquals(expected, new GradientMeans(MODEL, 1, parts).get(0).gradient()[0]);
    }
  }

  /** Some have neighbouring blocks, as partitions do, some any. */
  private static List<GradientSums> parts(
      NavigableMap<Integer, Float> values, int count, Random random) {
    List<GradientSums> parts = new ArrayList<>();
    List<List<Integer>> blocks = new ArrayList<>();
    int size = 1 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      parts.add(new GradientSums(MODEL, 1));
      blocks.add(new ArrayList<>());
    }
    boolean neighbours = random.nextBoolean();
    for (int number = 0; number < count; number++) {
      blocks.get(neighbours ? number * size / count : random.nextInt(size)).add(number);
    }
    for (int i = 0; i < size; i++) {
      addInGoes(parts.get(i), blocks.get(i), values, random);
    }
    return parts;
  }

  /** Several blocks at a time, each of one row. */
  private static void addInGoes(
      GradientSums sums, List<Integer> blocks, NavigableMap<Integer, Float> values, Random random) {
    int start = 0;
    while (start < blocks.size()) {
      int end = Math.min(blocks.size(), start + 1 + random.nextInt(5));
      blocks.subList(start, end).forEach(sums::addBlock);
      addAtOnce(
          sums,
          blocks.subList(start, end).stream()
              .filter(values::containsKey)
              .mapToInt(Integer::intValue)
              .toArray(),
          values);
      start = end;
    }
    sums.finish();
  }

  private static void addAtOnce(
      GradientSums sums, int[] numbers, NavigableMap<Integer, Float> values) {
    if (numbers.length == 0) {
      return;
    }
    int[] ends = new int[numbers.length];
    float[] inputs = new float[numbers.length];
    float[] ones = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      ends[i] = i + 1;
      inputs[i] = values.get(numbers[i]);
      ones[i] = 1;
    }
    sums.addRows(numbers.length);
    PartialSums room = sums.room(ends, numbers);
    Model.Pass pass = MODEL.at(new float[1]);
    pass.forward(inputs, numbers.length, new float[numbers.length]);
    pass.backward(ones, room);
    sums.addGradients(room, numbers);
  }
}
