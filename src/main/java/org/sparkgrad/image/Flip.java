package org.sparkgrad.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The mirror image, left for right: {@code out(c, y, x) = in(c, y, 31 - x)}. Twice, it is the
 * image.
 */
public final class Flip {
  /** Eight pixels; as they are reversed, either byte order does. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Flip() {}

  /**
   * Writes the mirror image of the image that starts at {@code pixels[from]} to the first 3,072
   * bytes of {@code out}, which may be {@code pixels} if {@code from} is 0.
   */
  public static void apply(byte[] pixels, int from, byte[] out) {
    for (int start = 0; start < ImageFormat.BYTES; start += ImageFormat.WIDTH) {
      long first = (long) EIGHT.get(pixels, from + start);
      long second = (long) EIGHT.get(pixels, from + start + 8);
      long third = (long) EIGHT.get(pixels, from + start + 16);
      long fourth = (long) EIGHT.get(pixels, from + start + 24);
      EIGHT.set(out, start, Long.reverseBytes(fourth));
      EIGHT.set(out, start + 8, Long.reverseBytes(third));
      EIGHT.set(out, start + 16, Long.reverseBytes(second));
      EIGHT.set(out, start + 24, Long.reverseBytes(first));
    }
  }
}
