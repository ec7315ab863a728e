package org.sparkgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.NaiveSoftmax;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.Block;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

/** What the real one is measured against computes the same thing. */
@ExtendWith(SharedSpark.class)
class PlainObjectiveTest {
  private static final float[] PARAMETERS = RawSoftmax.MODEL.initialParameters(3, 0.01);
  private static final NaiveSoftmax NAIVE = new NaiveSoftmax(RawSoftmax.scaling());

  /** The last two have no row of the batch. */
  private static final List<Block> BLOCKS = TinyBlocks.of(140, 30, 20, 5, 5);

  private static final int[] BATCH = batch();

  /** Row 7 three times, rows 10 to 179; more than are worked on at a time. */
  private static int[] batch() {
    int[] rows = new int[173];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i < 3 ? 7 : 7 + i;
    }
    return rows;
  }

  private static void assertSoftmax(Objective objective) {
    LossAndGradient found = objective.evaluate(PARAMETERS, 0);
    double[] doubles = NaiveSoftmax.doubles(PARAMETERS);
    assertEquals(NAIVE.meanLoss(doubles, BATCH), found.loss(), 1e-5);
    for (int along : new int[] {0, 1234, 30_719, 30_720, 30_729}) {
      double slope = NAIVE.slope(doubles, along, 1e-4, BATCH);
      assertEquals(slope, found.gradient()[along], 1e-5, "parameter " + along);
    }
  }

  @Test
  void inMemory() {
    BatchSampler sampler = iteration -> BATCH;
    assertSoftmax(new PlainObjective(BLOCKS, sampler));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void throughSpark(int partitions, JavaSparkContext spark) {
    BatchSampler sampler = iteration -> BATCH;
    assertSoftmax(new PlainRddObjective(spark.parallelize(BLOCKS, partitions), sampler));
  }
}
