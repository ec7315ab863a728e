package org.sparkgrad.linalg;

/** Sums of what values exceed a threshold by, on either side, by the fastest loops there are. */
public final class SoftThreshold {
  private SoftThreshold() {}

  /**
   * {@code sums[to + j] += max(0, a_ij - t)} and {@code sums[to + n + j] += max(0, -a_ij - t)} for
   * every row i of an m x n matrix A in turn.
   *
   * @param rows A, of finite values; left as it is
   * @param threshold t
   * @param sums 2 n of them from {@code to} on; modified
   */
  public static void addColumns(Matrix rows, float threshold, float[] sums, int to) {
    MatrixProduct.KERNEL.addExcess(rows, threshold, sums, to);
  }
}
