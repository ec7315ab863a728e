package org.sparkgrad.stats;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.linalg.Matrix;

/**
 * The sum, the least and the largest value of every column: what it takes to move and scale columns
 * to [-1, 1]. The same bits whatever the partitioning. Its arrays are made when the first rows
 * come.
 */
final class ColumnRanges implements Serializable {
  private static final long serialVersionUID = 1L;

  private long count;
  private float[] least;
  private float[] largest;
  private FixedPointSums sums;

  /** One job over the blocks. */
  static ColumnRanges of(JavaRDD<Block> blocks, RangeRows rows) {
    return blocks.treeAggregate(
        new ColumnRanges(), (sum, block) -> sum.add(block, rows), ColumnRanges::merge);
  }

  private ColumnRanges add(Block block, RangeRows rows) {
    rows.forEach(block, this::add);
    return this;
  }

  private void add(Matrix values) {
    int columns = values.columns();
    if (count == 0) {
      least = new float[columns];
      largest = new float[columns];
      Arrays.fill(least, Float.POSITIVE_INFINITY);
      Arrays.fill(largest, Float.NEGATIVE_INFINITY);
      sums = new FixedPointSums(columns, 1);
    }
    count += values.rows();
    for (int i = 0; i < values.rows(); i++) {
      extend(values.values(), values.offset() + i * columns, values.values());
    }
    sums.addColumnSums(values, RangeRows.groups(values.rows()), 0, 0);
  }

  private void extend(float[] low, int from, float[] high) {
    for (int j = 0; j < least.length; j++) {
      least[j] = Math.min(least[j], low[from + j]);
      largest[j] = Math.max(largest[j], high[from + j]);
    }
  }

  private ColumnRanges merge(ColumnRanges other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    count += other.count;
    extend(other.least, 0, other.largest);
    sums.add(other.sums);
    return this;
  }

  /** How many rows were added. */
  long count() {
    return count;
  }

  /**
   * The scaling of every column to values around 0, of size below 1: a float near its mean, which
   * is subtracted, and a power of two. A column that never varies becomes 0.
   *
   * @throws IllegalArgumentException where values are so large that their sums may have overflowed
   */
  ColumnFrame frame() {
    if (FixedPointSums.mayOverflow(List.of(sums), 0)) {
      throw new IllegalArgumentException(
          ("means of %d columns over %d rows: expected finite numbers whose sums stay below 2^30 in"
                  + " size, found larger ones")
              .formatted(least.length, count));
    }
    float[] centers = new float[least.length];
    int[] exponents = new int[least.length];
    for (int j = 0; j < centers.length; j++) {
      float mean = (float) (FixedPointSums.total(List.of(sums), j) / count);
      // A mean lies between; rounded float sums may not, which would give constants a variance.
      centers[j] = Math.max(least[j], Math.min(mean, largest[j]));
      float distance = Math.max(centers[j] - least[j], largest[j] - centers[j]);
      exponents[j] = Math.getExponent(distance) + 1;
    }
    return new ColumnFrame(centers, exponents);
  }
}
