package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageShape;

/** The gradients of the luma, exact: in thousandths until the length is taken. */
final class LumaGradients extends PixelGradients {
  private static final int RED = 299;
  private static final int GREEN = 587;
  private static final int BLUE = 114;
  private static final int ONE = RED + GREEN + BLUE;

  private final int width;
  private final int count;
  private final boolean grey;
  private final int[] luma;
  private final int[] horizontal;
  private final int[] vertical;

  /**
   * @param image of one channel, which is the luma, or of three
   */
  LumaGradients(ImageShape image) {
    super(image);
    width = image.width();
    count = image.plane();
    grey = image.channels() == 1;
    luma = new int[image.plane()];
    horizontal = new int[image.plane()];
    vertical = new int[image.plane()];
  }

  @Override
  void compute(byte[] pixels, int from) {
    if (grey) {
      readGrey(pixels, from);
    } else {
      readColours(pixels, from);
    }
    Differences.horizontal(luma, width, horizontal);
    Differences.vertical(luma, width, vertical);
    for (int k = 0; k < count; k++) {
      double dx = horizontal[k];
      double dy = vertical[k];
      length[k] = Math.sqrt(dx * dx + dy * dy) / ONE;
    }
    for (int k = 0; k < count; k++) {
      orientation[k] = Orientation.of(horizontal[k], vertical[k]);
    }
  }

  private void readGrey(byte[] pixels, int from) {
    for (int k = 0; k < count; k++) {
      luma[k] = ONE * (pixels[from + k] & 0xFF);
    }
  }

  private void readColours(byte[] pixels, int from) {
    int green = from + count;
    int blue = green + count;
    for (int k = 0; k < count; k++) {
      luma[k] =
          RED * (pixels[from + k] & 0xFF)
              + GREEN * (pixels[green + k] & 0xFF)
              + BLUE * (pixels[blue + k] & 0xFF);
    }
  }
}
