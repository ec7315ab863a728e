package org.sparkgrad.image;

/**
 * Makes an image of one shape of a picture of any size: the largest rectangle of the image's
 * proportions in its middle, averaged by area along an axis where it is longer than the image,
 * interpolated linearly between pixels where it is shorter, as {@link Resampling} says. A picture
 * of the image's size stays as it is. An image of one channel is the luma of the resampled colours,
 * {@code 0.299 red + 0.587 green + 0.114 blue} (ITU-R BT.601).
 *
 * <p>Proportions are kept, as a shape that is squeezed looks like another class; objects stand in
 * the middle of most pictures, so what is cut off is mostly background. Averaging by area uses
 * every pixel and makes no patterns of its own. Sums are of doubles in a fixed order: a picture has
 * one result on every machine.
 */
public final class CentreCrop {
  private static final int BRIGHTEST = 255;
  private static final int COLOURS = 3;

  private final RgbRows picture;
  private final ImageShape shape;
  private final Resampling across;
  private final Resampling down;

  private CentreCrop(RgbRows picture, ImageShape shape) {
    this.picture = picture;
    this.shape = shape;
    int width = picture.width();
    int height = picture.height();
    boolean narrow = (long) width * shape.height() <= (long) height * shape.width();
    double inWidth = narrow ? width : (double) height * shape.width() / shape.height();
    double inHeight = narrow ? (double) width * shape.height() / shape.width() : height;
    across = Resampling.of((width - inWidth) / 2, inWidth, width, shape.width());
    down = Resampling.of((height - inHeight) / 2, inHeight, height, shape.height());
  }

  /**
   * The image. Each row is read once, from top to bottom.
   *
   * @param shape of one or three channels
   */
  public static byte[] of(RgbRows picture, ImageShape shape) {
    if (!shape.isPicture()) {
      throw new IllegalArgumentException(
          "resize picture: expected images of 1 or 3 channels, found " + shape.channels());
    }
    return new CentreCrop(picture, shape).image();
  }

  private byte[] image() {
    double[] sums = new double[COLOURS * shape.plane()];
    double[] rgb = new double[COLOURS * picture.width()];
    double[] narrow = new double[COLOURS * shape.width()];
    int end = down.end();
    for (int y = down.first[0]; y < end; y++) {
      picture.read(y, rgb);
      narrow(rgb, narrow);
      for (int i = 0; i < shape.height(); i++) {
        int k = y - down.first[i];
        if (k >= 0 && k < down.weights[i].length) {
          add(down.weights[i][k], narrow, sums, i * narrow.length);
        }
      }
    }
    return shape.isColour() ? colours(sums) : luma(sums);
  }

  private void narrow(double[] rgb, double[] narrow) {
    for (int i = 0; i < shape.width(); i++) {
      double[] weights = across.weights[i];
      for (int channel = 0; channel < COLOURS; channel++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * rgb[COLOURS * (across.first[i] + k) + channel];
        }
        narrow[COLOURS * i + channel] = sum;
      }
    }
  }

  private static void add(double weight, double[] row, double[] sums, int to) {
    for (int k = 0; k < row.length; k++) {
      sums[to + k] += weight * row[k];
    }
  }

  private byte[] colours(double[] rgb) {
    byte[] image = new byte[shape.bytes()];
    for (int at = 0; at < shape.plane(); at++) {
      for (int channel = 0; channel < COLOURS; channel++) {
        image[channel * shape.plane() + at] = rounded(rgb[COLOURS * at + channel]);
      }
    }
    return image;
  }

  /** In thousandths, so that the luma of a whole grey is that grey. */
  private byte[] luma(double[] rgb) {
    byte[] image = new byte[shape.bytes()];
    for (int at = 0; at < image.length; at++) {
      int from = COLOURS * at;
      image[at] = rounded((299 * rgb[from] + 587 * rgb[from + 1] + 114 * rgb[from + 2]) / 1000);
    }
    return image;
  }

  private static byte rounded(double value) {
    return (byte) Math.max(0, Math.min(BRIGHTEST, Math.round(value)));
  }
}
