package org.sparkgrad.stats;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.FloatBuffers;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.RowGroups;
import org.sparkgrad.linalg.TreeSum;

/**
 * The sums over rows of {@code y_i y_j}, for all pairs of columns, in floats, and of {@code y_j},
 * in doubles. Blocks are added along a {@link TreeSum}: the same bits whatever the partitioning.
 * The sums are made when the first rows come, so that Spark ships no zeros.
 */
final class CrossProducts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeSum sums = new TreeSum();

  /** Of one task, as the arena is. */
  private transient FloatBuffers buffers;

  private transient Arena arena;

  /**
   * One job over the blocks.
   *
   * @return the products, row by row, as its floats, the sums of the columns as its doubles
   */
  static BlockSum of(JavaRDD<Block> blocks, RangeRows rows, ColumnFrame frame) {
    return blocks
        .treeAggregate(
            new CrossProducts(), (sum, block) -> sum.add(block, rows, frame), CrossProducts::merge)
        .sums
        .total();
  }

  private CrossProducts add(Block block, RangeRows rows, ColumnFrame frame) {
    rows.forEach(
        block,
        values -> {
          frame.enter(values);
          add(block.number(), values);
        });
    sums.addBlock(block.number());
    sums.reduce();
    return this;
  }

  /** Adds the next rows of a block. */
  private void add(int number, Matrix y) {
    if (buffers == null) {
      buffers = new FloatBuffers();
      arena = new Arena();
    }
    int columns = y.columns();
    RowGroups groups = RangeRows.groups(y.rows());
    float[] products = buffers.take(columns * columns);
    new GroupSums(groups, List.of(products), arena).putProduct(y.transposed(arena), y, 0);
    arena.release(0);
    double[] columnSums = new double[columns];
    y.addColumnsTo(columnSums);
    sums.put(new BlockSum(number, products, columnSums, buffers));
  }

  private CrossProducts merge(CrossProducts other) {
    sums.gather(other.sums);
    sums.reduce();
    return this;
  }
}
