package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.LinearModel;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

@ExtendWith(SharedSpark.class)
class RddObjectiveTest {
  private static final Model MODEL = new LinearModel(3072, 10, true);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void mergesAtAnyDepthToTheSameBits(int depth, JavaSparkContext spark) {
    int[] batch = {0, 1, 6, 7, 11, 12, 13, 14, 30, 32, 33, 36};
    for (int partitions : new int[] {1, 2, 9, 40}) {
      Objective objective =
          new RddObjective(
              spark.parallelize(blocks(), partitions),
              MODEL,
              LOSS,
              BatchFeatures.of(TinyBlocks.scaling()),
              iteration -> batch,
              new MergeDepth(depth));
      assertSameBits(inMemory(blocks(), batch), objective.evaluate(PARAMETERS, 0));
    }
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
    int[] batch = new ReplacementSampler(1, 13, 3 * BatchWorker.GROUP_ROWS + 5).rows(0);
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
  void parametersThatHaveLeftTheRangeMakeTheLossInfinite(JavaSparkContext spark) {
    float[] wild = PARAMETERS.clone();
    wild[5] = Float.NaN;
    Objective objective =
        new RddObjective(
            spark.parallelize(blocks(), 2),
            MODEL,
            LOSS,
            TinyBlocks.scaling(),
            iteration -> new int[] {1, 2});
    assertEquals(Double.POSITIVE_INFINITY, objective.evaluate(wild, 0).loss());
  }

  @Test
  void noBlocksAndNoBatchAreErrors(JavaSparkContext spark) {
    assertThrows(IllegalStateException.class, () -> distributed(spark, List.of(), 2, 0));
    assertThrows(IllegalStateException.class, () -> distributed(spark, blocks(), 2));
    assertThrows(IllegalStateException.class, () -> inMemory(List.of(), 0));
  }
}
