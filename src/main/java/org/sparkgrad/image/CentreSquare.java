package org.sparkgrad.image;

/**
 * Makes an image of 32 x 32 pixels of a picture of any size: the largest square in its middle,
 * averaged by area if it is larger than 32 x 32, interpolated linearly between pixels if it is
 * smaller, as {@link Resampling} says. A picture of 32 x 32 pixels stays as it is.
 *
 * <p>Proportions are kept, as a shape that is squeezed looks like another class; the objects of
 * CIFAR-10 stand in the middle, so what is cut off is mostly background. Averaging by area uses
 * every pixel and makes no patterns of its own. Sums are of doubles in a fixed order: a picture has
 * one result on every machine.
 */
public final class CentreSquare {
  private static final int BRIGHTEST = 255;
  private static final int SIDE = ImageFormat.WIDTH;
  private static final int CHANNELS = ImageFormat.CHANNELS;

  private final RgbRows picture;
  private final Resampling across;
  private final Resampling down;

  private CentreSquare(RgbRows picture) {
    this.picture = picture;
    int width = picture.width();
    int height = picture.height();
    int side = Math.min(width, height);
    across = Resampling.of((width - side) / 2.0, side, width, SIDE);
    down = Resampling.of((height - side) / 2.0, side, height, SIDE);
  }

  /** The image, laid out as {@link ImageFormat} says. Each row is read once, from top to bottom. */
  public static byte[] of(RgbRows picture) {
    return new CentreSquare(picture).image();
  }

  private byte[] image() {
    double[] sums = new double[SIDE * SIDE * CHANNELS];
    double[] rgb = new double[CHANNELS * picture.width()];
    double[] narrow = new double[CHANNELS * SIDE];
    int end = down.end();
    for (int y = down.first[0]; y < end; y++) {
      picture.read(y, rgb);
      narrow(rgb, narrow);
      for (int i = 0; i < SIDE; i++) {
        int k = y - down.first[i];
        if (k >= 0 && k < down.weights[i].length) {
          add(down.weights[i][k], narrow, sums, i * narrow.length);
        }
      }
    }
    return bytes(sums);
  }

  private void narrow(double[] rgb, double[] narrow) {
    for (int i = 0; i < SIDE; i++) {
      double[] weights = across.weights[i];
      for (int channel = 0; channel < CHANNELS; channel++) {
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
          sum += weights[k] * rgb[CHANNELS * (across.first[i] + k) + channel];
        }
        narrow[CHANNELS * i + channel] = sum;
      }
    }
  }

  private static void add(double weight, double[] row, double[] sums, int to) {
    for (int k = 0; k < row.length; k++) {
      sums[to + k] += weight * row[k];
    }
  }

  private static byte[] bytes(double[] sums) {
    byte[] image = new byte[ImageFormat.BYTES];
    for (int at = 0; at < ImageFormat.PLANE; at++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        long value = Math.round(sums[CHANNELS * at + channel]);
        image[channel * ImageFormat.PLANE + at] = (byte) Math.max(0, Math.min(BRIGHTEST, value));
      }
    }
    return image;
  }
}
