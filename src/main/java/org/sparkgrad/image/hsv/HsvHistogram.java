package org.sparkgrad.image.hsv;

import java.util.List;
import org.sparkgrad.image.CellGrid;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.ImageShape;

/**
 * Histograms of hue, saturation and value: for each cell of pixels and each of a channel's equal
 * ranges, the fraction of the cell's pixels in it. A pixel without hue (black, white, grey) counts
 * in no bin of hue. With weighted hue, a pixel counts there by its saturation instead of by 1.
 *
 * <p>With the largest and smallest of red, green and blue: {@code value = max / 255}; {@code
 * saturation = (max - min) / max}, 0 for black; of a turn of {@code hue}, a sixth is {@code (green
 * - blue) / (max - min)} past red, {@code (blue - red) / (max - min)} past green or {@code (red -
 * green) / (max - min)} past blue, whichever is largest, green at 2 and blue at 4 sixths. A range
 * includes its lower end, the last one both. Bins are exact: no rounding moves a pixel. Source:
 * Smith, <i>Color Gamut Transform Pairs</i>, SIGGRAPH 1978.
 *
 * <p>For each cell size in turn, values stand by cell row, cell column, then the bins of hue, of
 * saturation and of value.
 *
 * @param image shape of the images, of three channels
 * @param hueBins ranges of hue, 0 to 256; 0 leaves the channel out, as for the others
 * @param saturationBins ranges of saturation
 * @param valueBins ranges of value
 * @param cells sides of the cells in pixels, each a divisor of height and width
 * @param weightedHue whether pixels count in hue by their saturation
 */
public record HsvHistogram(
    ImageShape image,
    int hueBins,
    int saturationBins,
    int valueBins,
    List<Integer> cells,
    boolean weightedHue)
    implements ImageFeatures {
  private static final int MOST_BINS = 256;

  public HsvHistogram {
    if (!image.isColour()) {
      throw new IllegalArgumentException(
          "HSV: expected images of 3 channels, found " + image.channels());
    }
    requireBins("hue", hueBins);
    requireBins("saturation", saturationBins);
    requireBins("value", valueBins);
    if (hueBins + saturationBins + valueBins == 0) {
      throw new IllegalArgumentException(
          "HSV histogram: expected bins of hue, saturation or value, found none of each");
    }
    cells = CellGrid.requireSizes("HSV histogram", image, cells);
    long size = 0;
    for (int cell : cells) {
      size += (long) new CellGrid(image, cell).cells() * (hueBins + saturationBins + valueBins);
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "HSV histogram: expected at most %d values, found %d".formatted(Integer.MAX_VALUE, size));
    }
  }

  private static void requireBins(String channel, int bins) {
    if (bins < 0 || bins > MOST_BINS) {
      throw new IllegalArgumentException(
          "HSV histogram: expected 0 to %d bins of %s, found %d"
              .formatted(MOST_BINS, channel, bins));
    }
  }

  /** Values of one cell. */
  int binsOfCell() {
    return hueBins + saturationBins + valueBins;
  }

  @Override
  public int size() {
    return cells.stream().mapToInt(cell -> new CellGrid(image, cell).cells() * binsOfCell()).sum();
  }

  @Override
  public FeatureExtractor extractor() {
    return new HsvExtractor(this);
  }
}
