package org.sparkgrad.stats;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.TreeSum;

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
  private final TreeSum sums = new TreeSum();

  /** One job over the blocks. */
  static ColumnRanges of(JavaRDD<Block> blocks, RangeRows rows) {
    return blocks.treeAggregate(
        new ColumnRanges(), (sum, block) -> sum.add(block, rows), ColumnRanges::merge);
  }

  private ColumnRanges add(Block block, RangeRows rows) {
    rows.forEach(block, values -> add(block.number(), values));
    sums.addBlock(block.number());
    sums.reduce();
    return this;
  }

  private void add(int number, Matrix values) {
    int columns = values.columns();
    if (count == 0) {
      least = new float[columns];
      largest = new float[columns];
      Arrays.fill(least, Float.POSITIVE_INFINITY);
      Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    }
    count += values.rows();
    for (int i = 0; i < values.rows(); i++) {
      extend(values.values(), values.offset() + i * columns, values.values());
    }
    double[] columnSums = new double[columns];
    values.addColumnsTo(columnSums);
    sums.put(new BlockSum(number, new float[0], columnSums));
  }

  private void extend(float[] low, int from, float[] high) {
    for (int j = 0; j < least.length; j++) {
      least[j] = Math.min(least[j], low[from + j]);
      largest[j] = Math.max(largest[j], high[from + j]);
    }
  }

  private ColumnRanges merge(ColumnRanges other) {
    if (count == 0) {
      least = other.least;
      largest = other.largest;
    } else if (other.count > 0) {
      extend(other.least, 0, other.largest);
    }
    count += other.count;
    sums.gather(other.sums);
    sums.reduce();
    return this;
  }

  /** How many rows were added. */
  long count() {
    return count;
  }

  /**
   * The scaling of every column to values around 0, of absolute value below 1: a float near its
   * mean, which is subtracted, and a power of two. A column that never varies becomes 0.
   *
   * @throws IllegalArgumentException if a value is infinite or NaN
   */
  ColumnFrame frame() {
    double[] totals = sums.total().doubles();
    float[] centers = new float[least.length];
    int[] exponents = new int[least.length];
    for (int j = 0; j < centers.length; j++) {
      requireFinite(j, totals[j]);
      float mean = (float) (totals[j] / count);
      // A mean lies between; a rounded one may not, which would give constants a variance.
      centers[j] = Math.max(least[j], Math.min(mean, largest[j]));
      float distance = Math.max(centers[j] - least[j], largest[j] - centers[j]);
      exponents[j] = Math.getExponent(distance) + 1;
    }
    return new ColumnFrame(centers, exponents);
  }

  private void requireFinite(int column, double total) {
    if (!Double.isFinite(total)) {
      throw new IllegalArgumentException(
          "means of %d columns over %d rows: expected finite numbers, found a sum of %s in column %d"
              .formatted(least.length, count, total, column));
    }
  }
}
