package org.sparkgrad.linalg;

/**
 * The inner loops of a matrix product: {@code C += A·P} for one panel P of the right operand.
 *
 * <p>Every implementation adds the terms of an entry one by one in order of the inner index, each
 * by a fused multiply-add, starting from the value the entry had; so all give the same bits.
 */
interface Kernel {
  /** How wide the next panel should be where {@code columns} columns are left. */
  int panelWidth(int columns);

  /**
   * {@code C += A·P} for one panel P of the right operand: every entry adds its terms one by one in
   * order of the inner index, each by a fused multiply-add, starting from the value the entry had.
   *
   * @param a the left operand
   * @param c row-major; modified
   * @param cOffset where the first entry of the panel's columns stands in C
   */
  void multiply(LeftOperand a, Panel panel, Matrix c, int cOffset);

  /** How wide every panel of a product with a {@link TransposedOperand} is. */
  int pairWidth();

  /** The same with a left operand that is stored by the inner index. */
  void multiply(TransposedOperand a, Panel panel, Matrix c, int cOffset);

  /**
   * {@code out[to + k] = fma(bytes[from + k], scale[k], offset[k])} for every k of {@code scale},
   * with bytes counting 0 to 255.
   *
   * @param out modified
   */
  void scaleBytes(byte[] bytes, int from, float[] scale, float[] offset, float[] out, int to);

  /**
   * {@code sums[i] += v * v} for every v of {@code values[from .. end)} in turn, each time the next
   * of {@code sums}, after the last one the first.
   *
   * @param end a whole number of rounds after {@code from}
   * @param sums {@link VectorSums#LANES} of them; modified
   */
  void addSquares(float[] values, int from, int end, float[] sums);

  /** See {@link Maxima#keep}. */
  void keepLargest(float[] values, int from, float[] largest, int to, int count);

  /** See {@link Maxima#give}. */
  void giveToLargest(float[] values, int from, float[] largest, float[] left, float[] taken);

  /**
   * {@code sums[to + j] += (x + |x|) / 2} with {@code x = a_ij - t}, and {@code sums[to + n + j] +=
   * (|y| - y) / 2} with {@code y = a_ij + t}, for every row i of an m x n matrix A in turn; see
   * {@link SoftThreshold}. The halves are exact.
   */
  void addExcess(Matrix rows, float threshold, float[] sums, int to);
}
