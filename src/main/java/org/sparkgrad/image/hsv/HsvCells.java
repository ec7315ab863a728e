package org.sparkgrad.image.hsv;

import java.util.Arrays;
import org.sparkgrad.image.CellGrid;

/** The histograms of the cells of one size. Scratch of an extractor. */
final class HsvCells {
  private final HsvHistogram settings;
  private final int area;
  private final double[] sums;

  /** Where each pixel's cell starts in the sums. */
  private final int[] start;

  HsvCells(HsvHistogram settings, CellGrid grid) {
    this.settings = settings;
    area = grid.area();
    sums = new double[grid.cells() * settings.binsOfCell()];
    start = grid.cellOfPixel();
    for (int k = 0; k < start.length; k++) {
      start[k] *= settings.binsOfCell();
    }
  }

  /** Writes the values of all cells to {@code out[to ..)}; returns where they end. */
  int write(HsvPixels bins, float[] out, int to) {
    Arrays.fill(sums, 0);
    addHue(bins);
    if (settings.saturationBins() > 0) {
      count(bins.saturationBin, settings.hueBins());
    }
    if (settings.valueBins() > 0) {
      count(bins.valueBin, settings.hueBins() + settings.saturationBins());
    }
    for (int k = 0; k < sums.length; k++) {
      out[to + k] = (float) (sums[k] / area);
    }
    return to + sums.length;
  }

  private void addHue(HsvPixels bins) {
    if (settings.hueBins() == 0) {
      return;
    }
    for (int k = 0; k < start.length; k++) {
      sums[start[k] + bins.hueBin[k]] += bins.hueWeight[k];
    }
  }

  private void count(int[] bin, int offset) {
    for (int k = 0; k < start.length; k++) {
      sums[start[k] + offset + bin[k]]++;
    }
  }
}
