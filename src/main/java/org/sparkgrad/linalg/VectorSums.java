package org.sparkgrad.linalg;

/**
 * Sums over part of a float vector: {@link #LANES} float sums side by side, entry i belonging to
 * sum i modulo LANES, which are then added up in doubles. One sum alone would wait for the end of
 * each addition. Of n entries of one sign, the relative error is below {@code n / LANES * 2^-24}.
 * If floats have no room for the sums, they are made in doubles one by one.
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
    double total = total(sums);
    return Double.isFinite(total) ? total : squaresInDoubles(v, start, end);
  }

  private static double squaresInDoubles(float[] v, int start, int end) {
    double total = 0;
    for (int i = start; i < end; i++) {
      total += (double) v[i] * v[i];
    }
    return total;
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
    double total = total(sums);
    return Double.isFinite(total) ? total : absoluteValuesInDoubles(v, start, end);
  }

  private static double absoluteValuesInDoubles(float[] v, int start, int end) {
    double total = 0;
    for (int i = start; i < end; i++) {
      total += Math.abs((double) v[i]);
    }
    return total;
  }

  private static double total(float[] sums) {
    double total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return total;
  }
}
