package org.sparkgrad.distributed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.GroupCut;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;

/** A step works on the rows of its batch, each as often as it was drawn, and on no others. */
@ExtendWith(SharedSpark.class)
class BatchRowsTest {
  private static final Model MODEL = Networks.linear(3072, 10, true);
  private static final float[] PARAMETERS = MODEL.initialParameters(1, 0.02);

  /** The rows of eight blocks; row 13 is a block of its own, the next has rows 14 to 33. */
  private static final int[] BLOCK_ROWS = {8, 5, 1, 20, 4, 9, 2, 11};

  private static final int ROWS = Arrays.stream(BLOCK_ROWS).sum();
  private static final int ITERATIONS = 4;
  private static final long SEED = 3;

  /** Counts the rows that it is given, wherever it runs. */
  private static final class CountingLoss implements Loss {
    private static final long serialVersionUID = 1L;

    private final Loss loss = new SoftmaxCrossEntropy();
    private final LongAccumulator counted;

    CountingLoss(LongAccumulator counted) {
      this.counted = counted;
    }

    @Override
    public double evaluate(double[] scores, int label, double[] dScores) {
      counted.add(1);
      return loss.evaluate(scores, label, dScores);
    }
  }

  /** Evaluates so many models side by side in each of some iterations. */
  private static void assertCounts(
      JavaSparkContext spark, int partitions, int models, BatchSampler sampler) {
    LongAccumulator counted = spark.sc().longAccumulator();
    JavaRDD<Block> blocks = spark.parallelize(TinyBlocks.of(BLOCK_ROWS), partitions);
    RddObjective objective =
        new RddObjective(blocks, MODEL, new CountingLoss(counted), TinyBlocks.scaling(), sampler);
    List<float[]> parameters = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      parameters.add(PARAMETERS);
    }
    for (long iteration = 0; iteration < ITERATIONS; iteration++) {
      counted.reset();
      objective.evaluateAll(parameters, iteration).close();
      long expected = (long) models * sampler.rows(iteration).length;
      assertEquals(expected, counted.value(), "rows in iteration " + iteration);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 40})
  void ofAShuffledBatch(int partitions, JavaSparkContext spark) {
    assertCounts(spark, partitions, 1, new ShuffleSampler(SEED, ROWS, 23));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 40})
  void ofABatchWithReplacementWhereRowsRepeat(int partitions, JavaSparkContext spark) {
    BatchSampler sampler = new ReplacementSampler(SEED, ROWS, 23);
    for (long iteration = 0; iteration < ITERATIONS; iteration++) {
      assertTrue(Arrays.stream(sampler.rows(iteration)).distinct().count() < 23);
    }
    assertCounts(spark, partitions, 1, sampler);
  }

  /**
   * A shuffled one begins the next epoch; of either, blocks have more rows than are summed at once.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void ofABatchLargerThanTheData(int partitions, JavaSparkContext spark) {
    int size = 8 * GroupCut.USUAL.rows() + 1;
    assertCounts(spark, partitions, 1, new ShuffleSampler(SEED, ROWS, size));
    assertCounts(spark, partitions, 1, new ReplacementSampler(SEED, ROWS, size));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 40})
  void ofABatchOfOneRow(int partitions, JavaSparkContext spark) {
    assertCounts(spark, partitions, 1, new ShuffleSampler(SEED, ROWS, 1));
    assertCounts(spark, partitions, 1, new ReplacementSampler(SEED, ROWS, 1));
    assertCounts(spark, partitions, 1, iteration -> new int[] {13});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 12, 40})
  void ofABatchInOneBlock(int partitions, JavaSparkContext spark) {
    assertCounts(spark, partitions, 1, iteration -> new int[] {14, 14, 20, 32, 33, 33, 33});
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40})
  void onceForEachOfTheModelsSideBySide(int partitions, JavaSparkContext spark) {
    assertCounts(spark, partitions, 3, new ShuffleSampler(SEED, ROWS, 23));
    assertCounts(spark, partitions, 3, new ReplacementSampler(SEED, ROWS, 23));
  }
}
