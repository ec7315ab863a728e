package org.sparkgrad.image.hog;

/** Central differences over the values of one channel, row by row; 0 at the borders they cross. */
final class Differences {
  /** Java makes vector instructions of loops that reach over rows of a width that it knows. */
  private static final int USUAL_WIDTH = 32;

  private Differences() {}

  /** {@code out[y, x] = plane[y, x + 1] - plane[y, x - 1]}. */
  static void horizontal(int[] plane, int width, int[] out) {
    for (int k = 1; k < plane.length - 1; k++) {
      out[k] = plane[k + 1] - plane[k - 1];
    }
    for (int start = 0; start < plane.length; start += width) {
      out[start] = 0;
      out[start + width - 1] = 0;
    }
  }

  /** {@code out[y, x] = plane[y + 1, x] - plane[y - 1, x]}. */
  static void vertical(int[] plane, int width, int[] out) {
    if (width == USUAL_WIDTH) {
      verticalAtWidth(plane, USUAL_WIDTH, out);
    } else {
      verticalAtWidth(plane, width, out);
    }
  }

  private static void verticalAtWidth(int[] plane, int width, int[] out) {
    for (int k = width; k < plane.length - width; k++) {
      out[k] = plane[k + width] - plane[k - width];
    }
    for (int x = 0; x < width; x++) {
      out[x] = 0;
      out[plane.length - width + x] = 0;
    }
  }
}
