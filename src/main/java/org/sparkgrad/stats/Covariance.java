package org.sparkgrad.stats;

import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.Matrix;

/**
 * The population covariance of the columns of n rows: {@code c_ij = sum_r (x_ri - mean_i) (x_rj -
 * mean_j) / n}. The same bits whatever the partitioning of the rows.
 *
 * <p>It takes two passes. The first finds where each column lies; the second sums products of
 * columns moved to about 0 and scaled to about 1, so that no digits cancel and columns of any size
 * are summed with the same relative precision, about that of floats: Chan, Golub and LeVeque,
 * "Algorithms for computing the sample variance", 1983.
 *
 * @param rows n
 * @param means one a column
 * @param values symmetric, row by row
 */
public record Covariance(long rows, double[] means, double[] values) {
  /** More would take gigabytes on every executor, and eigenvectors minutes. */
  public static final int MOST_COLUMNS = 4096;

  /**
   * Two jobs over the blocks.
   *
   * @param range the rows to take, the training part
   * @param scaling makes the columns
   * @throws IllegalArgumentException where there are no rows, or more than {@link #MOST_COLUMNS}
   *     columns, or values that are not finite
   */
  public static Covariance of(JavaRDD<Block> blocks, RowRange range, FeatureScaling scaling) {
    RowReader reader = (block, row, out, to) -> block.features(row, scaling, out, to);
    return of(blocks, new RangeRows(range, scaling.features(), reader));
  }

  /**
   * The covariance of rows in memory, in doubles, each sum row by row.
   *
   * @throws IllegalArgumentException if there are no rows
   */
  public static Covariance of(Matrix rows) {
    if (rows.rows() == 0) {
      throw new IllegalArgumentException("covariance: expected one row or more, found none");
    }
    int columns = rows.columns();
    double[] means = new double[columns];
    rows.addColumnsTo(means);
    for (int j = 0; j < columns; j++) {
      means[j] /= rows.rows();
    }
    double[] values = new double[columns * columns];
    IntStream.range(0, columns).parallel().forEach(i -> addProducts(rows, means, i, values));
    for (int i = 0; i < values.length; i++) {
      values[i] /= rows.rows();
    }
    return new Covariance(rows.rows(), means, values);
  }

  /** Adds the products of column i with all columns to row i. */
  private static void addProducts(Matrix rows, double[] means, int i, double[] values) {
    int columns = means.length;
    for (int row = 0; row < rows.rows(); row++) {
      int from = rows.offset() + row * columns;
      double distance = rows.values()[from + i] - means[i];
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] += distance * (rows.values()[from + j] - means[j]);
      }
    }
  }

  static Covariance of(JavaRDD<Block> blocks, RangeRows rows) {
    if (rows.columns() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          ("covariance: expected up to %d columns, found %d: it has the square of so many sums,"
                  + " and its eigenvectors take time with the cube")
              .formatted(MOST_COLUMNS, rows.columns()));
    }
    ColumnRanges ranges = ColumnRanges.of(blocks, rows);
    if (ranges.count() == 0) {
      throw new IllegalArgumentException(
          "covariance of %s: expected one row or more, found none".formatted(rows));
    }
    ColumnFrame frame = ranges.frame();
    return of(ranges.count(), frame, CrossProducts.of(blocks, rows, frame));
  }

  private static Covariance of(long rows, ColumnFrame frame, BlockSum sums) {
    int columns = frame.columns();
    double[] means = new double[columns];
    double[] values = new double[columns * columns];
    for (int i = 0; i < columns; i++) {
      // How far the float that was subtracted is from the mean.
      double shift = sums.doubles()[i] / rows;
      means[i] = frame.center(i) + frame.unit(i) * shift;
      for (int j = 0; j < columns; j++) {
        double product = (double) sums.floats()[i * columns + j] / rows;
        double centred = product - shift * (sums.doubles()[j] / rows);
        values[i * columns + j] = centred * frame.unit(i) * frame.unit(j);
      }
    }
    return new Covariance(rows, means, values);
  }

  public int columns() {
    return means.length;
  }
}
