package org.sparkgrad.linalg;

import java.util.Arrays;

/**
 * A product A·B, the inner index of which is cut into groups of terms, made tile by tile of the
 * result: what belongs to a tile stays in a core's nearest cache until all groups are done.
 */
final class TiledProduct {
  static final int TILE_ROWS = 20;

  private final LeftOperand left;
  private final Panels right;
  private final RowGroups groups;

  /** Takes the place of a tile, from {@code firstRow} of the result and the panel's column on. */
  interface Taker {
    void take(int firstRow, int rows, Panel panel);
  }

  TiledProduct(Matrix a, Matrix b, RowGroups groups, Arena arena) {
    left = LeftOperand.of(a);
    right = Panels.forRows(a.rows(), b, arena);
    this.groups = groups;
  }

  /** How many entries the largest tile has. */
  int largestTile() {
    return Math.min(TILE_ROWS, left.rows()) * right.widest();
  }

  void forEachTile(Taker taker) {
    for (int row = 0; row < left.rows(); row += TILE_ROWS) {
      int rows = Math.min(TILE_ROWS, left.rows() - row);
      for (int i = 0; i < right.count(); i++) {
        taker.take(row, rows, right.panel(i));
      }
    }
  }

  /**
   * What one group of terms gives in a tile, each entry term by term in order.
   *
   * @param tile overwritten, row by row of the panel's width
   */
  void sumGroup(int group, int firstRow, int rows, Panel panel, float[] tile) {
    int first = groups.start(group);
    LeftOperand terms = left.part(firstRow, rows, first, groups.end(group) - first);
    Matrix out = Matrix.of(tile, rows, panel.width());
    Arrays.fill(tile, 0, rows * panel.width(), 0);
    MatrixProduct.KERNEL.multiply(terms, panel.from(first), out, 0);
  }
}
