package org.sparkgrad.image;

import java.util.Arrays;

/**
 * The image moved under its frame: {@code out(c, y, x) = in(c, y + down, x + right)}, where {@link
 * Padding} says what is outside of 0 to 31. This is the crop of 32 x 32 pixels at (p + down, p +
 * right) out of the image padded by p pixels.
 *
 * <p>Reflected pixels, unlike zeros, are as bright as their surroundings, so that a crop has no
 * black bars, which are as far from the mean as pixels can be before it is subtracted.
 */
public final class Shift {
  /** The farthest that a reflection at the edge reaches. */
  public static final int LARGEST = ImageFormat.WIDTH - 1;

  private static final byte ZERO = 0;

  private Shift() {}

  /**
   * Writes the moved image that starts at {@code pixels[from]} to the first 3,072 bytes of {@code
   * out}, another array.
   *
   * @param down from -31 to 31
   * @param right from -31 to 31
   */
  public static void apply(
      byte[] pixels, int from, int down, int right, Padding padding, byte[] out) {
    for (int channel = 0; channel < ImageFormat.BYTES; channel += ImageFormat.PLANE) {
      for (int y = 0; y < ImageFormat.HEIGHT; y++) {
        int to = channel + y * ImageFormat.WIDTH;
        int source = padding.source(y + down);
        if (source == Padding.NONE) {
          Arrays.fill(out, to, to + ImageFormat.WIDTH, ZERO);
        } else {
          shiftRow(pixels, from + channel + source * ImageFormat.WIDTH, right, padding, out, to);
        }
      }
    }
  }

  private static void shiftRow(
      byte[] pixels, int from, int right, Padding padding, byte[] out, int to) {
    int inside = ImageFormat.WIDTH - Math.abs(right);
    int start = Math.max(-right, 0);
    System.arraycopy(pixels, from + start + right, out, to + start, inside);
    for (int x = 0; x < start; x++) {
      out[to + x] = pixel(pixels, from, padding.source(x + right));
    }
    for (int x = start + inside; x < ImageFormat.WIDTH; x++) {
      out[to + x] = pixel(pixels, from, padding.source(x + right));
    }
  }

  private static byte pixel(byte[] pixels, int from, int source) {
    return source == Padding.NONE ? ZERO : pixels[from + source];
  }
}
