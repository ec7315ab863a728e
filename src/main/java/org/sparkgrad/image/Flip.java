package org.sparkgrad.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The mirror image, left for right: {@code out(c, y, x) = in(c, y, width - 1 - x)}. Twice, it is
 * the image.
 */
public final class Flip {
  /** Eight pixels; as they are reversed, either byte order does. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Width of the images of CIFAR-10, of which a row is flipped without a loop. */
  private static final int FOUR_EIGHTS = 32;

  private Flip() {}

  /**
   * Writes the mirror image of the image that starts at {@code pixels[from]} to the start of {@code
   * out}, which may be {@code pixels} if {@code from} is 0.
   */
  public static void apply(ImageShape image, byte[] pixels, int from, byte[] out) {
    int width = image.width();
    int bytes = image.bytes();
    if (width == FOUR_EIGHTS) {
      for (int start = 0; start < bytes; start += FOUR_EIGHTS) {
        flipFourEights(pixels, from + start, out, start);
      }
    } else if (width % Long.BYTES == 0) {
      for (int start = 0; start < bytes; start += width) {
        flipEights(pixels, from + start, out, start, width);
      }
    } else {
      for (int start = 0; start < bytes; start += width) {
        flipBytes(pixels, from + start, out, start, width);
      }
    }
  }

  private static void flipFourEights(byte[] pixels, int from, byte[] out, int to) {
    long first = (long) EIGHT.get(pixels, from);
    long second = (long) EIGHT.get(pixels, from + 8);
    long third = (long) EIGHT.get(pixels, from + 16);
    long fourth = (long) EIGHT.get(pixels, from + 24);
    EIGHT.set(out, to, Long.reverseBytes(fourth));
    EIGHT.set(out, to + 8, Long.reverseBytes(third));
    EIGHT.set(out, to + 16, Long.reverseBytes(second));
    EIGHT.set(out, to + 24, Long.reverseBytes(first));
  }

  /** Both ends of a row are read before either is written. */
  private static void flipEights(byte[] pixels, int from, byte[] out, int to, int width) {
    int right = width - Long.BYTES;
    for (int left = 0; left <= right; left += Long.BYTES, right -= Long.BYTES) {
      long first = (long) EIGHT.get(pixels, from + left);
      long last = (long) EIGHT.get(pixels, from + right);
      EIGHT.set(out, to + left, Long.reverseBytes(last));
      EIGHT.set(out, to + right, Long.reverseBytes(first));
    }
  }

  private static void flipBytes(byte[] pixels, int from, byte[] out, int to, int width) {
    int right = width - 1;
    for (int left = 0; left <= right; left++, right--) {
      byte first = pixels[from + left];
      byte last = pixels[from + right];
      out[to + left] = last;
      out[to + right] = first;
    }
  }
}
