package org.sparkgrad.image;

import java.util.Arrays;

/**
 * The image moved under its frame: {@code out(c, y, x) = in(c, y + down, x + right)}, where {@link
 * Padding} says what is outside of the image. This is the crop of the image's size at (p + down, p
 * + right) out of the image padded by p pixels.
 *
 * <p>Reflected pixels, unlike zeros, are as bright as their surroundings, so that a crop has no
 * black bars, which are as far from the mean as pixels can be before it is subtracted.
 */
public final class Shift {
  private static final byte ZERO = 0;

  private Shift() {}

  /** The farthest that a reflection at any edge of such images reaches. */
  public static int largest(ImageShape image) {
    return image.shorterSide() - 1;
  }

  /**
   * Writes the moved image that starts at {@code pixels[from]} to the start of {@code out}, another
   * array.
   *
   * @param down within the height of the image, less 1, both ways
   * @param right within the width of the image, less 1, both ways
   * @throws IllegalArgumentException if a reflection does not reach so far
   */
  public static void apply(
      ImageShape image, byte[] pixels, int from, int down, int right, Padding padding, byte[] out) {
    int width = image.width();
    int height = image.height();
    if (Math.abs(down) >= height || Math.abs(right) >= width) {
      throw new IllegalArgumentException(
          "shift: expected less than the %d rows and %d columns of an image, found %d and %d"
              .formatted(height, width, down, right));
    }
    int plane = image.plane();
    int bytes = image.bytes();
    for (int channel = 0; channel < bytes; channel += plane) {
      for (int y = 0; y < height; y++) {
        int to = channel + y * width;
        int source = padding.source(y + down, height - 1);
        if (source == Padding.NONE) {
          Arrays.fill(out, to, to + width, ZERO);
        } else {
          shiftRow(pixels, from + channel + source * width, width, right, padding, out, to);
        }
      }
    }
  }

  private static void shiftRow(
      byte[] pixels, int from, int width, int right, Padding padding, byte[] out, int to) {
    int inside = width - Math.abs(right);
    int start = Math.max(-right, 0);
    int last = width - 1;
    System.arraycopy(pixels, from + start + right, out, to + start, inside);
    if (padding == Padding.ZERO) {
      Arrays.fill(out, to, to + start, ZERO);
      Arrays.fill(out, to + start + inside, to + width, ZERO);
      return;
    }
    for (int x = 0; x < start; x++) {
      out[to + x] = pixels[from + padding.source(x + right, last)];
    }
    for (int x = start + inside; x < width; x++) {
      out[to + x] = pixels[from + padding.source(x + right, last)];
    }
  }
}
