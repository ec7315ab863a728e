package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.loss.SquaredMulticlassHinge;
import org.sparkgrad.model.GroupCut;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

@ExtendWith(SharedSpark.class)
class RddObjectiveTest {
  private static final Model MODEL = Networks.linear(3072, 10, true);
  private static final Loss LOSS = new SoftmaxCrossEntropy();
  private static final float[] PARAMETERS = MODEL.initialParameters(1, 0.02);

  /** Five blocks; the first row of each is 0, 7, 12, 13 and 33. */
  private static List<Block> blocks() {
    return new ArrayList<>(TinyBlocks.of(7, 5, 1, 20, 4));
  }

  private static LossAndGradient distributed(
      JavaSparkContext spark, List<Block> blocks, int partitions, int... batch) {
    Objective objective =
        new RddObjective(
            spark.parallelize(blocks, partitions),
            MODEL,
            LOSS,
            TinyBlocks.scaling(),
            iteration -> batch);
    return objective.evaluate(PARAMETERS, 0);
  }

  private static LossAndGradient inMemory(List<Block> blocks, int... batch) {
    return new LocalObjective(blocks, MODEL, LOSS, TinyBlocks.scaling(), iteration -> batch)
        .evaluate(PARAMETERS, 0);
  }

  private static void assertSameBits(LossAndGradient expected, LossAndGradient actual) {
    assertEquals(expected.loss(), actual.loss());
    assertArrayEquals(expected.gradient(), actual.gradient());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 40})
  void hasTheBitsOfTheLocalObjectiveInAnyPartitions(int partitions, JavaSparkContext spark) {
    int[] batch = {0, 1, 6, 7, 11, 12, 13, 14, 30, 32, 33, 36};
    assertSameBits(inMemory(blocks(), batch), distributed(spark, blocks(), partitions, batch));
  }

  /**
   * Of 20 blocks some have no row of the batch; 40 partitions are more than blocks. The layout
   * makes no difference: at depth 3 blocks are laid out for none.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 9, 16, 27, 40})
  void treeAggregateAndTheDirectJobGiveTheSameBitsAtAnyDepth(
      int partitions, JavaSparkContext spark) {
    int[] sizes = new int[20];
    Arrays.setAll(sizes, i -> 1 + i % 4);
    List<Block> blocks = TinyBlocks.of(sizes);
    int[] batch = {0, 1, 3, 7, 8, 9, 9, 20, 21, 22, 23, 30, 31, 40, 41, 42, 43, 44, 49};
    LossAndGradient expected = inMemory(blocks, batch);
    for (int depth = 1; depth <= 4; depth++) {
      BlockPartitioner layout = new BlockPartitioner(blocks.size(), partitions, depth);
      List<Block> laidOut = layout.order().stream().map(blocks::get).toList();
      RddObjective objective =
          new RddObjective(
              spark.parallelize(depth == 3 ? blocks : laidOut, partitions),
              MODEL,
              LOSS,
              TinyBlocks.scaling(),
              iteration -> batch);
      for (RddObjective.Path path : RddObjective.Path.values()) {
        LossAndGradient found = objective.by(path, new MergeDepth(depth)).evaluate(PARAMETERS, 0);
        assertSameBits(expected, found);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RddObjective.Path.class)
  void severalModelsGetTheBitsOfEachAlone(RddObjective.Path path, JavaSparkContext spark) {
    int[] batch = {0, 1, 6, 7, 11, 12, 13, 14, 30, 32, 33, 36};
    RddObjective objective =
        new RddObjective(
                spark.parallelize(blocks(), 9),
                MODEL,
                LOSS,
                TinyBlocks.scaling(),
                iteration -> batch)
            .by(path, new MergeDepth(2));
    List<float[]> parameters = List.of(PARAMETERS, MODEL.initialParameters(2, 0.02));
    for (int trial = 0; trial < 3; trial++) {
      try (GroupObjective.Results results = objective.evaluateAll(parameters, 0)) {
        for (int i = 0; i < 2; i++) {
          Objective alone =
              new LocalObjective(blocks(), MODEL, LOSS, TinyBlocks.scaling(), iteration -> batch);
          assertSameBits(alone.evaluate(parameters.get(i), 0), results.get(i));
        }
      }
    }
  }

  /**
   * The squares of such scores are beyond what 64-bit fixed point with 32 bits of fraction sums.
   */
  @Test
  void aLargeLossIsWhatItIs(JavaSparkContext spark) {
    float[] large = MODEL.initialParameters(1, 1e4);
    Loss loss = new SquaredMulticlassHinge(1);
    int[] batch = IntStream.range(0, 37).toArray();
    Objective objective =
        new RddObjective(
            spark.parallelize(blocks(), 3), MODEL, loss, TinyBlocks.scaling(), i -> batch);
    double found = objective.evaluate(large, 0).loss();
    double sum = 0;
    for (int row : batch) {
      double[] x = TinyBlocks.features(row, TinyBlocks.scaling());
      double[] scores = new double[10];
      for (int j = 0; j < 10; j++) {
        for (int k = 0; k < 3072; k++) {
          scores[j] += large[j * 3072 + k] * x[k];
        }
      }
      sum += loss.evaluate(scores, TinyBlocks.label(row), new double[10]);
    }
    assertTrue(sum / 37 > 1e9, "mean loss " + sum / 37);
    assertEquals(sum / 37, found, 1e-5 * found);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void rowsThatRepeatCountAgain(int partitions, JavaSparkContext spark) {
    int[] batch = {0, 0, 0, 6, 6, 7, 12, 12, 33, 36, 36};
    assertSameBits(inMemory(blocks(), batch), distributed(spark, blocks(), partitions, batch));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void aBatchInOneBlock(int partitions, JavaSparkContext spark) {
    int[] batch = {13, 14, 20, 31, 32};
    assertSameBits(inMemory(blocks(), batch), distributed(spark, blocks(), partitions, batch));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 36})
  void aBatchOfOneRow(int row, JavaSparkContext spark) {
    assertSameBits(inMemory(blocks(), row), distributed(spark, blocks(), 3, row));
  }

  @Test
  void oneRowInAll(JavaSparkContext spark) {
    assertSameBits(inMemory(TinyBlocks.of(1), 0), distributed(spark, TinyBlocks.of(1), 4, 0));
  }

  @Test
  void theOrderOfTheBlocksMakesNoDifference(JavaSparkContext spark) {
    int[] batch = {0, 3, 6, 7, 11, 12, 13, 13, 30, 33};
    LossAndGradient expected = inMemory(blocks(), batch);
    List<Block> shuffled = blocks();
    for (int trial = 0; trial < 4; trial++) {
      Collections.shuffle(shuffled, new Random(trial));
      assertSameBits(expected, inMemory(shuffled, batch));
      assertSameBits(expected, distributed(spark, shuffled, 3, batch));
    }
  }

  @Test
  void moreRowsOfABlockThanAreSummedAtOnce(JavaSparkContext spark) {
    List<Block> blocks = TinyBlocks.of(10, 3);
    int[] batch = new ReplacementSampler(1, 13, 3 * GroupCut.USUAL.rows() + 5).rows(0);
    assertSameBits(inMemory(blocks, batch), distributed(spark, blocks, 2, batch));
  }

  @Test
  void eachIterationHasItsBatch(JavaSparkContext spark) {
    BatchSampler sampler = new ShuffleSampler(1, 37, 10);
    Objective local = new LocalObjective(blocks(), MODEL, LOSS, TinyBlocks.scaling(), sampler);
    Objective distributed =
        new RddObjective(
            spark.parallelize(blocks(), 3), MODEL, LOSS, TinyBlocks.scaling(), sampler);
    for (long iteration = 0; iteration < 5; iteration++) {
      LossAndGradient expected = local.evaluate(PARAMETERS, iteration);
      assertSameBits(expected, distributed.evaluate(PARAMETERS, iteration));
      assertSameBits(inMemory(blocks(), sampler.rows(iteration)), expected);
    }
  }

  @Test
  void parametersThatAreNotNumbersMakeTheLossNone(JavaSparkContext spark) {
    float[] wild = PARAMETERS.clone();
    wild[5] = Float.NaN;
    Objective objective =
        new RddObjective(
            spark.parallelize(blocks(), 2),
            MODEL,
            LOSS,
            TinyBlocks.scaling(),
            iteration -> new int[] {1, 2});
    assertEquals(Double.NaN, objective.evaluate(wild, 0).loss());
  }

  @Test
  void noBlocksAndNoBatchAreErrors(JavaSparkContext spark) {
    assertThrows(IllegalStateException.class, () -> distributed(spark, List.of(), 2, 0));
    assertThrows(IllegalStateException.class, () -> distributed(spark, blocks(), 2));
    assertThrows(IllegalStateException.class, () -> inMemory(List.of(), 0));
  }
}
