package org.sparkgrad.linalg;

import java.util.Arrays;

/**
 * A product A·B of which each group of terms is summed in floats and rounded to fixed point.
 *
 * <p>It is made tile by tile of the result; a tile's sums stay in a core's nearest cache until all
 * groups were added to them.
 */
final class RoundedProduct {
  private static final int TILE_ROWS = 20;

  private final LeftOperand left;
  private final Panels right;
  private final RowGroups groups;
  private final boolean small;
  private final float[] products;
  private final long[] tile;

  /**
   * @param small whether every group's sums are small; see {@link FixedPoint#isSmall}
   */
  RoundedProduct(Matrix a, Matrix b, RowGroups groups, boolean small) {
    left = LeftOperand.of(a);
    right = Panels.forRows(a.rows(), b);
    this.groups = groups;
    this.small = small;
    // Made once: arrays made anew for each tile would never be in the cache.
    products = new float[Math.min(TILE_ROWS, a.rows()) * right.widest()];
    tile = new long[products.length];
  }

  /**
   * Adds the product's entries, row by row, to {@code sums} from {@code at} on.
   *
   * @param overwrite whether what the sums hold is to be taken for zeros
   */
  void addTo(long[] sums, int at, boolean overwrite) {
    for (int row = 0; row < left.rows(); row += TILE_ROWS) {
      int rows = Math.min(TILE_ROWS, left.rows() - row);
      for (int i = 0; i < right.count(); i++) {
        Panel panel = right.panel(i);
        sumTile(row, rows, panel);
        for (int j = 0; j < rows; j++) {
          int to = at + (row + j) * right.columns() + panel.firstColumn();
          put(j * panel.width(), sums, to, panel.columns(), overwrite);
        }
      }
    }
  }

  private void sumTile(int row, int rows, Panel panel) {
    Arrays.fill(tile, 0);
    Matrix out = Matrix.of(products, rows, panel.width());
    for (int group = 0; group < groups.count(); group++) {
      int first = groups.start(group);
      LeftOperand terms = left.part(row, rows, first, groups.end(group) - first);
      Arrays.fill(products, 0);
      MatrixProduct.KERNEL.multiply(terms, panel.from(first), out, 0);
      if (small) {
        MatrixProduct.KERNEL.addRounded(products, tile);
      } else {
        FixedPoint.add(products, tile);
      }
    }
  }

  private void put(int from, long[] sums, int to, int length, boolean overwrite) {
    if (overwrite) {
      System.arraycopy(tile, from, sums, to, length);
    } else {
      for (int i = 0; i < length; i++) {
        sums[to + i] += tile[from + i];
      }
    }
  }
}
