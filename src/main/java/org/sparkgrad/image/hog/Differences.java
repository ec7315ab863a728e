package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageFormat;

/** Central differences over the values of one channel, row by row; 0 at the borders they cross. */
final class Differences {
  private static final int WIDTH = ImageFormat.WIDTH;

  private Differences() {}

  /** {@code out[y, x] = plane[y, x + 1] - plane[y, x - 1]}. */
  static void horizontal(int[] plane, int[] out) {
    for (int k = 1; k < ImageFormat.PLANE - 1; k++) {
      out[k] = plane[k + 1] - plane[k - 1];
    }
    for (int start = 0; start < ImageFormat.PLANE; start += WIDTH) {
      out[start] = 0;
      out[start + WIDTH - 1] = 0;
    }
  }

  /** {@code out[y, x] = plane[y + 1, x] - plane[y - 1, x]}. */
  static void vertical(int[] plane, int[] out) {
    for (int k = WIDTH; k < ImageFormat.PLANE - WIDTH; k++) {
      out[k] = plane[k + WIDTH] - plane[k - WIDTH];
    }
    for (int x = 0; x < WIDTH; x++) {
      out[x] = 0;
      out[ImageFormat.PLANE - WIDTH + x] = 0;
    }
  }
}
