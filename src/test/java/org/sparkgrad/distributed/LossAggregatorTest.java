package org.sparkgrad.distributed;

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
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.linalg.BlockTree;
import org.sparkgrad.linalg.FloatBuffers;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.LossAndGradient;

class LossAggregatorTest {
  /** One weight and no bias; at 1 its score is the feature. */
  private static final Model MODEL = Networks.linear(1, 1, false);

  /** The score itself. */
  private record Identity() implements Loss {
    private static final long serialVersionUID = 1L;

    @Override
    public double evaluate(double[] scores, int label, double[] dScores) {
      dScores[0] = 1;
      return scores[0];
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
          BlockTree tree = new BlockTree();
          Arrays.stream(own).forEach(tree::add);
          sums += tree.reduction(own).left();
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

  /** The same in doubles. */
  private static double doubles(NavigableMap<Integer, Float> blocks, int start, int size) {
    var below = blocks.subMap(start, start + size);
    if (below.size() == 1) {
      return below.values().iterator().next();
    }
    int half = size / 2;
    if (blocks.subMap(start, start + half).isEmpty()) {
      return doubles(blocks, start + half, half);
    }
    if (blocks.subMap(start + half, start + size).isEmpty()) {
      return doubles(blocks, start, half);
    }
    return doubles(blocks, start, half) + doubles(blocks, start + half, half);
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
      List<LossAggregator> parts = parts(values, count, random);
      while (parts.size() > 1 && random.nextInt(6) > 0) {
        Collections.shuffle(parts, random);
        LossAggregator last = parts.remove(parts.size() - 1);
        parts.set(0, parts.get(0).merge(last));
      }
      LossAggregator total = parts.get(0);
      parts.subList(1, parts.size()).forEach(total::gather);
      LossAndGradient mean = new BatchMeans(MODEL, 1, total).get(0);
      assertEquals(expected, mean.gradient()[0]);
      assertEquals(doubles(values, 0, 64) / values.size(), mean.loss());
    }
  }

  /** Some have neighbouring blocks, as partitions do, some any. */
  private static List<LossAggregator> parts(
      NavigableMap<Integer, Float> values, int count, Random random) {
    List<LossAggregator> parts = new ArrayList<>();
    List<List<Integer>> blocks = new ArrayList<>();
    int size = 1 + random.nextInt(6);
    for (int i = 0; i < size; i++) {
      parts.add(new LossAggregator());
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

  /** Each block has one row, whose loss and gradient are its value. */
  private static void addInGoes(
      LossAggregator sums,
      List<Integer> numbers,
      NavigableMap<Integer, Float> values,
      Random random) {
    float[] parameters = {1};
    int[] rows = values.navigableKeySet().stream().mapToInt(Integer::intValue).toArray();
    try (Exchange<LossAggregator> exchange =
        new ExchangeByReference<>(parameters, new FloatBuffers())) {
      BatchLoss batch =
          new BatchLoss(
              MODEL,
              1,
              new Identity(),
              BatchFeatures.of(new FeatureScaling(new float[] {1}, new float[1])),
              new Batch(iteration -> rows, 0),
              exchange);
      for (int number : numbers) {
        float value = values.getOrDefault(number, Float.NaN);
        sums.add(
            batch,
            new Block(
                number, number, new int[1], new FeatureRows(1, new float[] {value}, new float[0])));
        if (random.nextInt(4) == 0) {
          sums.finish();
        }
      }
      sums.finish();
    }
  }
}
