package org.sparkgrad.stats;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.linalg.FixedPointSums;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.RowGroups;

/**
 * The sums over rows of {@code y_i y_j}, for all pairs of columns, and of {@code y_j}, in fixed
 * point: the same bits whatever the partitioning. The sums are made when the first rows come, so
 * that Spark ships no zeros.
 */
final class CrossProducts implements Serializable {
  private static final long serialVersionUID = 1L;

  private int columns;
  private FixedPointSums sums;

  /** One job over the blocks. */
  static CrossProducts of(JavaRDD<Block> blocks, RangeRows rows, ColumnFrame frame) {
    return blocks.treeAggregate(
        new CrossProducts(), (sum, block) -> sum.add(block, rows, frame), CrossProducts::merge);
  }

  private CrossProducts add(Block block, RangeRows rows, ColumnFrame frame) {
    rows.forEach(
        block,
        values -> {
          frame.enter(values);
          add(values);
        });
    return this;
  }

  /** Adds rows of values that are of size 1 or less. */
  void add(Matrix y) {
    if (sums == null) {
      columns = y.columns();
      sums = new FixedPointSums(columns * columns + columns, 1);
    }
    RowGroups groups = RangeRows.groups(y.rows());
    sums.addProduct(y.transposed(), y, groups, 0, 0);
    sums.addColumnSums(y, groups, columns * columns, 0);
  }

  private CrossProducts merge(CrossProducts other) {
    if (other.sums == null) {
      return this;
    }
    if (sums == null) {
      return other;
    }
    sums.add(other.sums);
    return this;
  }

  /** The sum of {@code y_i y_j}. */
  double product(int i, int j) {
    return FixedPointSums.total(List.of(sums), i * columns + j);
  }

  /** The sum of {@code y_j}. */
  double sum(int j) {
    return FixedPointSums.total(List.of(sums), columns * columns + j);
  }

  boolean mayOverflow() {
    return FixedPointSums.mayOverflow(List.of(sums), 0);
  }
}
