package org.sparkgrad.stats;

import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;

/** Mean and standard deviation of each value over the rows of a range. */
public interface ColumnStatistics {
  /**
   * One job over the blocks. Sums over pixels are sums of integers, which are exact.
   *
   * @param size values of a row
   * @param ofPixels whether blocks hold images, and the values are their pixels
   */
  static ColumnStatistics of(JavaRDD<Block> blocks, RowRange range, int size, boolean ofPixels) {
    return ofPixels
        ? PixelStatistics.of(blocks, range, size)
        : FeatureStatistics.of(blocks, range, size);
  }

  /** The mean of value {@code k}. */
  double mean(int k);

  /** The population standard deviation of value {@code k}, with divisor n. */
  double standardDeviation(int k);
}
