package org.sparkgrad.image;

/**
 * The image moved under its frame: {@code out(c, y, x) = in(c, r(y + down), r(x + right))}, where
 * {@code r} reflects what is outside of 0 to 31 at the first and last pixel: r(-1) = 1, r(32) = 30.
 *
 * <p>This is the crop of 32 x 32 pixels at (p + down, p + right) out of the image padded by p
 * pixels. Reflected pixels, unlike zeros, are as bright as their surroundings, so that a crop has
 * no black bars, which are as far from the mean as pixels can be before it is subtracted.
 */
public final class Shift {
  /** The farthest that a reflection at the edge reaches. */
  public static final int LARGEST = ImageFormat.WIDTH - 1;

  private Shift() {}

  /**
   * Writes the moved image that starts at {@code pixels[from]} to the first 3,072 bytes of {@code
   * out}, another array.
   *
   * @param down from -31 to 31
   * @param right from -31 to 31
   */
  public static void apply(byte[] pixels, int from, int down, int right, byte[] out) {
    for (int channel = 0; channel < ImageFormat.BYTES; channel += ImageFormat.PLANE) {
      for (int y = 0; y < ImageFormat.HEIGHT; y++) {
        int row = channel + reflect(y + down) * ImageFormat.WIDTH;
        shiftRow(pixels, from + row, right, out, channel + y * ImageFormat.WIDTH);
      }
    }
  }

  private static void shiftRow(byte[] pixels, int from, int right, byte[] out, int to) {
    int inside = ImageFormat.WIDTH - Math.abs(right);
    int start = Math.max(-right, 0);
    System.arraycopy(pixels, from + start + right, out, to + start, inside);
    for (int x = 0; x < start; x++) {
      out[to + x] = pixels[from + reflect(x + right)];
    }
    for (int x = start + inside; x < ImageFormat.WIDTH; x++) {
      out[to + x] = pixels[from + reflect(x + right)];
    }
  }

  /** Of an image as high as it is wide. */
  private static int reflect(int at) {
    return LARGEST - Math.abs(LARGEST - Math.abs(at));
  }
}
