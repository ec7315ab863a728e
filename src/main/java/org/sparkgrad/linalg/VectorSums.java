package org.sparkgrad.linalg;

/**
 * Sums over part of a float vector: {@link #LANES} float sums side by side, entry i belonging to
 * sum i modulo LANES, which are then added up in doubles. One sum alone would wait for the end of
 * each addition. Of n entries of one sign, the relative error is below {@code n / LANES * 2^-24}.
 */
public final class VectorSums {
  /** At least four vectors of any CPU. */
  static final int LANES = 64;

  private VectorSums() {}

  /** {@code sum_i v_i^2} for i from {@code start} up to, not including, {@code end}. */
  public static double ofSquares(float[] v, int start, int end) {
    float[] sums = new float[LANES];
    int from = end - (end - start) % LANES;
    MatrixProduct.KERNEL.addSquares(v, start, from, sums);
    for (int lane = 0; from + lane < end; lane++) {
      sums[lane] += v[from + lane] * v[from + lane];
    }
    return total(sums);
  }

  /** {@code sum_i |v_i|} for i from {@code start} up to, not including, {@code end}. */
  public static double ofSizes(float[] v, int start, int end) {
    float[] sums = new float[LANES];
    int from = start;
    for (; from + LANES <= end; from += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += Math.abs(v[from + lane]);
      }
    }
    for (int lane = 0; from + lane < end; lane++) {
      sums[lane] += Math.abs(v[from + lane]);
    }
    return total(sums);
  }

  private static double total(float[] sums) {
    double total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return total;
  }
}
