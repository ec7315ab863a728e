package org.sparkgrad.image.hog;

import org.sparkgrad.image.CellGrid;
import org.sparkgrad.image.FeatureExtractor;

/** HOG of an image: gradients and votes once, then the histograms of each cell size. */
final class HogExtractor implements FeatureExtractor {
  private final PixelGradients gradients;
  private final OrientationVotes votes;
  private final HogBlocks[] grids;

  HogExtractor(Hog hog) {
    gradients = PixelGradients.of(hog.image(), hog.gradient());
    votes = new OrientationVotes(hog.image(), hog.orientations(), hog.voting().betweenBins());
    grids =
        hog.cells().stream()
            .map(cell -> new HogBlocks(hog, new CellGrid(hog.image(), cell)))
            .toArray(HogBlocks[]::new);
  }

  @Override
  public void extract(byte[] pixels, int from, float[] out, int to) {
    gradients.compute(pixels, from);
    votes.take(gradients);
    int at = to;
    for (HogBlocks grid : grids) {
      at = grid.write(votes, out, at);
    }
  }
}
