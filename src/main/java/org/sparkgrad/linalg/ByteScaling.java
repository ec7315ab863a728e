package org.sparkgrad.linalg;

/** Bytes to floats, one straight line each, by the fastest loops there are. */
public final class ByteScaling {
  private ByteScaling() {}

  /**
   * {@code out[to + k] = fma(bytes[from + k], scale[k], offset[k])} for every k of {@code scale},
   * with bytes counting 0 to 255. The entries of {@code out} named are modified.
   */
  public static void apply(
      byte[] bytes, int from, float[] scale, float[] offset, float[] out, int to) {
    MatrixProduct.KERNEL.scaleBytes(bytes, from, scale, offset, out, to);
  }
}
