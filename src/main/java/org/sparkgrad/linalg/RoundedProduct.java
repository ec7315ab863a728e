package org.sparkgrad.linalg;

import java.util.Arrays;

/**
 * A product A·B of which each group of terms is summed in floats and rounded to fixed point.
 *
 * <p>It runs over tiles of the result, and for each tile over the groups, so that a tile's sums
 * stay in a core's nearest cache until all groups were added to them.
 *
 * @param small whether every group's sums are small; see {@link FixedPoint#isSmall}
 */
record RoundedProduct(Matrix a, Matrix b, RowGroups groups, boolean small) {
  private static final int TILE_ROWS = 16;

  /** Adds the product's entries, row by row, to {@code sums} from {@code at} on. */
  void addTo(long[] sums, int at) {
    Panels panels = a.rows() > TILE_ROWS ? Panels.of(b) : Panels.inPlace(b);
    float[] tile = new float[TILE_ROWS * panels.width()];
    for (int row = 0; row < a.rows(); row += TILE_ROWS) {
      int rows = Math.min(TILE_ROWS, a.rows() - row);
      for (int i = 0; i < panels.count(); i++) {
        int to = at + row * b.columns() + i * panels.width();
        for (int group = 0; group < groups.count(); group++) {
          addTile(row, rows, panels.panel(i), group, tile, sums, to);
        }
      }
    }
  }

  private void addTile(
      int row, int rows, Panel panel, int group, float[] tile, long[] sums, int to) {
    int first = groups.start(group);
    int terms = groups.end(group) - first;
    LeftOperand left = LeftOperand.of(a).part(row, rows, first, terms);
    int width = panel.width();
    Arrays.fill(tile, 0, rows * width, 0);
    MatrixProduct.KERNEL.multiply(left, panel.from(first), Matrix.of(tile, rows, width), 0);
    for (int i = 0; i < rows; i++) {
      round(tile, i * width, sums, to + i * b.columns(), panel.columns());
    }
  }

  private void round(float[] values, int from, long[] sums, int to, int length) {
    if (small) {
      MatrixProduct.KERNEL.addRounded(values, from, sums, to, length);
    } else {
      FixedPoint.add(values, from, sums, to, length);
    }
  }
}
