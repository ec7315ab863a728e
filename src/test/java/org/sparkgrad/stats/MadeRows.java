package org.sparkgrad.stats;

import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.RowRange;

/** Rows given as an array, held against their covariance by two passes in doubles. */
record MadeRows(float[][] values) {
  int columns() {
    return values[0].length;
  }

  /**
   * Their covariance by Spark, where they stand in three blocks behind one row that does not count.
   */
  Covariance covariance(JavaSparkContext spark, int partitions) {
    int size = values.length;
    int first = size / 3;
    int second = (size - first) / 2;
    var blocks =
        spark.parallelize(TinyBlocks.of(1 + first, second, size - first - second), partitions);
    return Covariance.of(blocks, rows(1, 1 + size));
  }

  /** Of a range of the data set, whose row r has the values of entry r - 1. */
  RangeRows rows(int start, int end) {
    float[][] own = values;
    RowReader reader =
        (block, row, out, to) -> System.arraycopy(own[row - 1], 0, out, to, own[row - 1].length);
    return new RangeRows(new RowRange(start, end), columns(), reader);
  }

  double mean(int j) {
    double sum = 0;
    for (float[] row : values) {
      sum += row[j];
    }
    return sum / values.length;
  }

  double covariance(int i, int j) {
    double meanOfFirst = mean(i);
    double meanOfSecond = mean(j);
    double sum = 0;
    for (float[] row : values) {
      sum += (row[i] - meanOfFirst) * (row[j] - meanOfSecond);
    }
    return sum / values.length;
  }
}
