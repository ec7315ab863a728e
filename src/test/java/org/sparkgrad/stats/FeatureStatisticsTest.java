package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sparkgrad.PlainMoments.deviation;
import static org.sparkgrad.PlainMoments.mean;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.Extraction;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;

@ExtendWith(SharedSpark.class)
class FeatureStatisticsTest {
  private static final FeaturePipeline PIPELINE = CifarShape.features("raw+hsv(cell=16)");
  private static final Extraction EXTRACTION = new Extraction(PIPELINE.extracted(), true);
  private static final int SIZE = 3072 + 4 * 30;

  private static FeatureStatistics statistics(
      JavaSparkContext spark, RowRange range, int partitions, int... blocks) {
    return FeatureStatistics.of(
        EXTRACTION.of(spark.parallelize(TinyBlocks.of(blocks), partitions)), range, SIZE);
  }

  private static double[] column(int start, int end, int k) {
    double[] column = new double[end - start];
    for (int row = start; row < end; row++) {
      float[] values = new float[SIZE];
      PIPELINE.extracted().extractor().extract(TinyBlocks.image(row), 0, values, 0);
      column[row - start] = values[k];
    }
    return column;
  }

  @ParameterizedTest
  @CsvSource({"0,17,1", "0,17,3", "3,11,3", "8,9,2", "0,5,1", "16,17,7"})
  void agreesWithTwoPassesOfDoubles(int start, int end, int partitions, JavaSparkContext spark) {
    FeatureStatistics statistics =
        statistics(spark, new RowRange(start, end), partitions, 5, 1, 2, 9);
    for (int k = 0; k < SIZE; k += 43) {
      double[] column = column(start, end, k);
      assertEquals(mean(column), statistics.mean(k), 1e-11);
      assertEquals(deviation(column), statistics.standardDeviation(k), 1e-11);
    }
  }

  @Test
  void hasTheSameBitsInAnyPartitions(JavaSparkContext spark) {
    RowRange range = new RowRange(2, 40);
    int[] blocks = {5, 1, 2, 9, 7, 11, 6};
    FeatureStatistics one = statistics(spark, range, 1, blocks);
    for (int partitions : List.of(2, 3, 7, 12)) {
      FeatureStatistics other = statistics(spark, range, partitions, blocks);
      for (int k = 0; k < SIZE; k++) {
        assertEquals(one.mean(k), other.mean(k));
        assertEquals(one.standardDeviation(k), other.standardDeviation(k));
      }
    }
  }

  /** A bin that no pixel is in has mean 0 and no deviation, exactly; so it keeps its scale. */
  @Test
  void anEmptyBinHasNoDeviation(JavaSparkContext spark) {
    FeatureStatistics statistics = statistics(spark, new RowRange(0, 17), 3, 5, 1, 2, 9);
    int darkest = 3072 + 20;
    assertEquals(0, mean(column(0, 17, darkest)));
    assertEquals(0, statistics.mean(darkest));
    assertEquals(0, statistics.standardDeviation(darkest));
    FittedFeatures fitted = CifarShape.features("raw+hsv(cell=16)|standardize").fit(statistics);
    assertEquals(1, fitted.scaling().scale()[darkest]);
    assertEquals(0, fitted.scaling().offset()[darkest]);
    assertEquals((float) (1 / deviation(column(0, 17, 5))), fitted.scaling().scale()[5], 1e-8f);
    assertEquals(
        (float) (-mean(column(0, 17, 5)) / deviation(column(0, 17, 5))),
        fitted.scaling().offset()[5],
        1e-5f);
  }
}
