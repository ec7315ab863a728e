package org.sparkgrad.image.hsv;

import org.sparkgrad.image.CellGrid;
import org.sparkgrad.image.FeatureExtractor;

/** HSV histograms of an image: bins of the pixels once, then the sums of each cell size. */
final class HsvExtractor implements FeatureExtractor {
  private final HsvPixels bins;
  private final HsvCells[] grids;

  HsvExtractor(HsvHistogram settings) {
    bins = new HsvPixels(settings);
    grids =
        settings.cells().stream()
            .map(cell -> new HsvCells(settings, new CellGrid(settings.image(), cell)))
            .toArray(HsvCells[]::new);
  }

  @Override
  public void extract(byte[] pixels, int from, float[] out, int to) {
    bins.read(pixels, from);
    int at = to;
    for (HsvCells grid : grids) {
      at = grid.write(bins, out, at);
    }
  }
}
