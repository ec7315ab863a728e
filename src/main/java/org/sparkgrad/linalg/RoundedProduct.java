package org.sparkgrad.linalg;

import java.util.Arrays;

/** A product A·B of which each group of terms is summed in floats and rounded to fixed point. */
final class RoundedProduct {
  private final TiledProduct product;
  private final RowGroups groups;
  private final int columns;
  private final boolean small;
  private final float[] sums;
  private final long[] tile;

  /**
   * @param small whether every group's sums are small; see {@link FixedPoint#isSmall}
   */
  RoundedProduct(Matrix a, Matrix b, RowGroups groups, boolean small) {
    product = new TiledProduct(a, b, groups);
    this.groups = groups;
    columns = b.columns();
    this.small = small;
    // Made once: arrays made anew for each tile would never be in the cache.
    sums = new float[product.largestTile()];
    tile = new long[sums.length];
  }

  /** Adds the product's entries, row by row, to {@code out} from {@code at} on. */
  void addTo(long[] out, int at) {
    product.forEachTile((firstRow, rows, panel) -> addTile(firstRow, rows, panel, out, at));
  }

  private void addTile(int firstRow, int rows, Panel panel, long[] out, int at) {
    Arrays.fill(tile, 0);
    for (int group = 0; group < groups.count(); group++) {
      product.sumGroup(group, firstRow, rows, panel, sums);
      if (small) {
        MatrixProduct.KERNEL.addRounded(sums, tile);
      } else {
        FixedPoint.add(sums, tile);
      }
    }
    for (int i = 0; i < rows; i++) {
      int to = at + (firstRow + i) * columns + panel.firstColumn();
      for (int j = 0; j < panel.columns(); j++) {
        out[to + j] += tile[i * panel.width() + j];
      }
    }
  }
}
