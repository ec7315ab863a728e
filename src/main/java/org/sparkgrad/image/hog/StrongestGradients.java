package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageShape;

/** The longest of the gradients that a pixel has in each channel. */
final class StrongestGradients extends PixelGradients {
  private final int width;
  private final int count;
  private final int channels;
  private final int[] plane;
  private final int[] horizontal;
  private final int[] vertical;
  private final int[] strongestHorizontal;
  private final int[] strongestVertical;
  private final int[] squaredLength;

  StrongestGradients(ImageShape image) {
    super(image);
    width = image.width();
    count = image.plane();
    channels = image.channels();
    plane = new int[image.plane()];
    horizontal = new int[image.plane()];
    vertical = new int[image.plane()];
    strongestHorizontal = new int[image.plane()];
    strongestVertical = new int[image.plane()];
    squaredLength = new int[image.plane()];
  }

  @Override
  void compute(byte[] pixels, int from) {
    read(pixels, from);
    Differences.horizontal(plane, width, strongestHorizontal);
    Differences.vertical(plane, width, strongestVertical);
    for (int k = 0; k < count; k++) {
      squaredLength[k] = squared(strongestHorizontal[k], strongestVertical[k]);
    }
    for (int channel = 1; channel < channels; channel++) {
      read(pixels, from + channel * count);
      Differences.horizontal(plane, width, horizontal);
      Differences.vertical(plane, width, vertical);
      keepLonger();
    }
    for (int k = 0; k < count; k++) {
      length[k] = Math.sqrt(squaredLength[k]);
      orientation[k] = Orientation.ofBytes(strongestHorizontal[k], strongestVertical[k]);
    }
  }

  private void read(byte[] pixels, int from) {
    for (int k = 0; k < count; k++) {
      plane[k] = pixels[from + k] & 0xFF;
    }
  }

  private void keepLonger() {
    for (int k = 0; k < count; k++) {
      int squared = squared(horizontal[k], vertical[k]);
      if (squared > squaredLength[k]) {
        squaredLength[k] = squared;
        strongestHorizontal[k] = horizontal[k];
        strongestVertical[k] = vertical[k];
      }
    }
  }

  private static int squared(int dx, int dy) {
    return dx * dx + dy * dy;
  }
}
