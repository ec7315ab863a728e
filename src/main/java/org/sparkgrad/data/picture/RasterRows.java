package org.sparkgrad.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import org.sparkgrad.image.RgbRows;

/**
 * The rows of a decoded picture as red, green and blue from 0 to 255: samples of any number of bits
 * are scaled to 255, grey is given to all three, and what is transparent lies on white. The stored
 * samples are taken as they are: colour profiles are not applied.
 */
final class RasterRows implements RgbRows {
  private static final int WHITE = 255;
  private static final int BYTE = 0xFF;

  private final BufferedImage picture;
  private final Raster raster;
  private final int bands;
  private final double[] largest;
  private int[] samples = new int[0];

  /**
   * @throws PictureException if the samples are neither grey nor red, green and blue
   */
  RasterRows(BufferedImage picture) throws PictureException {
    this.picture = picture;
    raster = picture.getRaster();
    bands = raster.getNumBands();
    SampleModel model = raster.getSampleModel();
    largest = new double[bands];
    for (int band = 0; band < bands; band++) {
      largest[band] = Math.pow(2, model.getSampleSize(band)) - 1;
    }
    boolean alpha = picture.getColorModel().hasAlpha();
    int colours = bands - (alpha ? 1 : 0);
    if (!isIndexed() && colours != 1 && colours != 3) {
      throw new PictureException(
          "expected grey or red, green and blue, found %d colours a pixel".formatted(colours));
    }
  }

  private boolean isIndexed() {
    return picture.getColorModel() instanceof IndexColorModel;
  }

  @Override
  public int width() {
    return picture.getWidth();
  }

  @Override
  public int height() {
    return picture.getHeight();
  }

  @Override
  public void read(int y, double[] rgb) {
    if (isIndexed()) {
      readColours(y, rgb);
    } else {
      readSamples(y, rgb);
    }
  }

  private void readColours(int y, double[] rgb) {
    samples = picture.getRGB(0, y, width(), 1, samples.length == 0 ? null : samples, 0, width());
    for (int x = 0; x < width(); x++) {
      double alpha = (samples[x] >>> 24) / (double) BYTE;
      rgb[3 * x] = onWhite(samples[x] >> 16 & BYTE, alpha);
      rgb[3 * x + 1] = onWhite(samples[x] >> 8 & BYTE, alpha);
      rgb[3 * x + 2] = onWhite(samples[x] & BYTE, alpha);
    }
  }

  private void readSamples(int y, double[] rgb) {
    samples = raster.getPixels(0, y, width(), 1, samples.length == 0 ? null : samples);
    boolean hasAlpha = bands == 2 || bands == 4;
    boolean grey = bands <= 2;
    for (int x = 0; x < width(); x++) {
      int at = x * bands;
      int last = bands - 1;
      double alpha = hasAlpha ? samples[at + last] / largest[last] : 1;
      for (int channel = 0; channel < 3; channel++) {
        int band = grey ? 0 : channel;
        rgb[3 * x + channel] = onWhite(samples[at + band] * WHITE / largest[band], alpha);
      }
    }
  }

  private static double onWhite(double value, double alpha) {
    return alpha * value + (1 - alpha) * WHITE;
  }
}
