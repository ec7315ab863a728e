package org.sparkgrad.image.hog;

import org.sparkgrad.image.CellGrid;

/** The normalised blocks of one cell size. */
final class HogBlocks {
  private final Hog hog;
  private final CellGrid grid;
  private final CellHistograms histograms;
  private final double[] block;

  HogBlocks(Hog hog, CellGrid grid) {
    this.hog = hog;
    this.grid = grid;
    histograms = new CellHistograms(grid, hog.orientations(), hog.voting().betweenCells());
    block = new double[hog.block() * hog.block() * hog.orientations()];
  }

  /** Writes the values of all blocks to {@code out[to ..)}; returns where they end. */
  int write(OrientationVotes votes, float[] out, int to) {
    double[] cells = histograms.of(votes);
    int rows = hog.blockRows(grid);
    int columns = hog.blockColumns(grid);
    int at = to;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        gather(cells, row * hog.stride(), column * hog.stride());
        hog.norm().apply(block);
        at = append(out, at);
      }
    }
    return at;
  }

  private void gather(double[] cells, int firstRow, int firstColumn) {
    int length = hog.block() * hog.orientations();
    for (int row = 0; row < hog.block(); row++) {
      int source = ((firstRow + row) * grid.columns() + firstColumn) * hog.orientations();
      System.arraycopy(cells, source, block, row * length, length);
    }
  }

  private int append(float[] out, int at) {
    for (int k = 0; k < block.length; k++) {
      out[at + k] = (float) block[k];
    }
    return at + block.length;
  }
}
