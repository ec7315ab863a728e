package org.sparkgrad.stats;

import java.io.Serializable;
import java.util.function.Consumer;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.Reduction;
import org.sparkgrad.linalg.RowGroups;

/**
 * The values of the rows of a range, many rows of a block at a time. The rows of a block that are
 * in the range are cut into groups, within which sums are made in floats; where, depends on the
 * block and the range alone.
 */
final class RangeRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Few enough that float sums over so many rows lose little. */
  private static final int GROUP_ROWS = 128;

  /** Enough that large sums are gone through seldom; the sums of so many rows are then added. */
  private static final int WORKING_ROWS = 4 * GROUP_ROWS;

  private final RowRange range;
  private final int columns;
  private final RowReader reader;

  RangeRows(RowRange range, int columns, RowReader reader) {
    this.range = range;
    this.columns = columns;
    this.reader = reader;
  }

  int columns() {
    return columns;
  }

  /**
   * Hands over the rows of {@code block} that are in the range, as matrices that may be changed.
   */
  void forEach(Block block, Consumer<Matrix> consumer) {
    RowRange here = range.intersect(block.rows());
    for (int start = here.start(); start < here.end(); start += WORKING_ROWS) {
      int rows = Math.min(WORKING_ROWS, here.end() - start);
      float[] values = new float[rows * columns];
      for (int i = 0; i < rows; i++) {
        reader.read(block, start + i, values, i * columns);
      }
      consumer.accept(Matrix.of(values, rows, columns));
    }
  }

  /** The groups of a matrix of so many rows, each added to the sum of those before it. */
  static RowGroups groups(int rows) {
    int[] ends = new int[(rows + GROUP_ROWS - 1) / GROUP_ROWS];
    int[] additions = new int[ends.length];
    for (int group = 0; group < ends.length; group++) {
      ends[group] = Math.min((group + 1) * GROUP_ROWS, rows);
      additions[group] = group == 0 ? 0 : 1;
    }
    return new RowGroups(ends, new Reduction(additions));
  }

  @Override
  public String toString() {
    return "rows " + range;
  }
}
