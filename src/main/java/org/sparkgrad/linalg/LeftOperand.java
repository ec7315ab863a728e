package org.sparkgrad.linalg;

/**
 * A matrix read in either direction: entry (i, p) is {@code values[offset + i * rowStep + p *
 * innerStep]}.
 */
record LeftOperand(float[] values, int offset, int rowStep, int innerStep, int rows, int inner) {

  static LeftOperand of(Matrix a) {
    return new LeftOperand(a.values(), a.offset(), a.columns(), 1, a.rows(), a.columns());
  }

  static LeftOperand transposed(Matrix a) {
    return new LeftOperand(a.values(), a.offset(), 1, a.columns(), a.columns(), a.rows());
  }

  /** Some of its rows, and of these some of the entries. */
  LeftOperand part(int firstRow, int partRows, int first, int partInner) {
    int start = offset + firstRow * rowStep + first * innerStep;
    return new LeftOperand(values, start, rowStep, innerStep, partRows, partInner);
  }

  String shape() {
    return rows + " x " + inner;
  }
}
