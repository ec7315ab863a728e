package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageFormat;

/** The longest of a pixel's three gradients. */
final class StrongestGradients extends PixelGradients {
  private final int[] plane = new int[ImageFormat.PLANE];
  private final int[] horizontal = new int[ImageFormat.PLANE];
  private final int[] vertical = new int[ImageFormat.PLANE];
  private final int[] strongestHorizontal = new int[ImageFormat.PLANE];
  private final int[] strongestVertical = new int[ImageFormat.PLANE];
  private final int[] squaredLength = new int[ImageFormat.PLANE];

  @Override
  void compute(byte[] pixels, int from) {
    read(pixels, from);
    Differences.horizontal(plane, strongestHorizontal);
    Differences.vertical(plane, strongestVertical);
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      squaredLength[k] = squared(strongestHorizontal[k], strongestVertical[k]);
    }
    for (int channel = 1; channel < ImageFormat.CHANNELS; channel++) {
      read(pixels, from + channel * ImageFormat.PLANE);
      Differences.horizontal(plane, horizontal);
      Differences.vertical(plane, vertical);
      keepLonger();
    }
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      length[k] = Math.sqrt(squaredLength[k]);
      orientation[k] = Orientation.ofBytes(strongestHorizontal[k], strongestVertical[k]);
    }
  }

  private void read(byte[] pixels, int from) {
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      plane[k] = pixels[from + k] & 0xFF;
    }
  }

  private void keepLonger() {
    for (int k = 0; k < ImageFormat.PLANE; k++) {
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
