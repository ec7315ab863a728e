package org.sparkgrad.linalg;

/**
 * The left operand of a product, or part of one: entry (i, p) is {@code values[offset + i * stride
 * + p]}.
 */
record LeftOperand(float[] values, int offset, int stride, int rows, int inner) {

  static LeftOperand of(Matrix a) {
    return new LeftOperand(a.values(), a.offset(), a.columns(), a.rows(), a.columns());
  }

  /** Some of its rows, and of these some of the entries. */
  LeftOperand part(int firstRow, int partRows, int first, int partInner) {
    return new LeftOperand(values, offset + firstRow * stride + first, stride, partRows, partInner);
  }
}
