package org.sparkgrad.linalg;

/**
 * The inner loops of a matrix product: {@code C += A·P} for one panel P of the right operand.
 *
 * <p>Every implementation adds the terms of an entry one by one in order of the inner index, each
 * by a fused multiply-add, starting from the value the entry had; so all give the same bits.
 */
interface ProductKernel {
  /** How wide a panel should be for a right operand of {@code columns} columns. */
  int panelWidth(int columns);

  /**
   * Multiplies one panel.
   *
   * @param a the left operand
   * @param panel row-major, {@code inner} x {@code width}, at {@code panelOffset}
   * @param c row-major; modified
   * @param cOffset where the first entry of the panel's columns stands in C
   * @param columns how many columns of the panel are in use, at most {@code width}
   */
  void multiply(
      LeftOperand a, float[] panel, int panelOffset, int width, Matrix c, int cOffset, int columns);
}
