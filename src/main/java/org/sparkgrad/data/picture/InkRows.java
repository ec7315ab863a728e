package org.sparkgrad.data.picture;

import java.awt.image.Raster;
import org.sparkgrad.image.RgbRows;

/**
 * The rows of a JPEG picture of four inks, cyan, magenta, yellow and black, which Java's reader
 * gives as they are stored. Without a colour profile, red is {@code (255 - C) (255 - K) / 255}, and
 * so on.
 *
 * <p>Adobe's programs store inks inverted, 255 for none, and mark it; with their transform 2, the
 * first three are stored as luma and two colour differences, as JFIF has them. Source: ITU-T T.872,
 * section 6.5.3 and 6.6.
 */
final class InkRows implements RgbRows {
  private static final int INKS = 4;
  private static final int MOST = 255;
  private static final int TRANSFORMED = 2;

  private final Raster raster;
  private final JpegHeader header;
  private int[] samples = new int[0];

  InkRows(Raster raster, JpegHeader header) {
    this.raster = raster;
    this.header = header;
  }

  @Override
  public int width() {
    return raster.getWidth();
  }

  @Override
  public int height() {
    return raster.getHeight();
  }

  @Override
  public void read(int y, double[] rgb) {
    samples = raster.getPixels(0, y, width(), 1, samples.length == 0 ? null : samples);
    for (int x = 0; x < width(); x++) {
      double black = light(samples[INKS * x + INKS - 1]) / MOST;
      for (int ink = 0; ink < INKS - 1; ink++) {
        double stored =
            header.transform() == TRANSFORMED
                ? MOST - transformed(x, ink)
                : samples[INKS * x + ink];
        rgb[3 * x + ink] = light(stored) * black;
      }
    }
  }

  /** What a stored ink leaves of white. */
  private double light(double stored) {
    return header.byAdobe() ? stored : MOST - stored;
  }

  private double transformed(int x, int ink) {
    double luma = samples[INKS * x];
    double blue = samples[INKS * x + 1] - 128;
    double red = samples[INKS * x + 2] - 128;
    double value =
        switch (ink) {
          case 0 -> luma + 1.402 * red;
          case 1 -> luma - 0.344136 * blue - 0.714136 * red;
          default -> luma + 1.772 * blue;
        };
    return Math.max(0, Math.min(MOST, value));
  }
}
