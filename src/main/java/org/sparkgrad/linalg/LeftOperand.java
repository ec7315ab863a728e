package org.sparkgrad.linalg;

/**
 * The left operand of a product, or part of one: entry (i, p) is {@code values[start(i) + p]}. Rows
 * follow each other at equal distances, or start where a table says.
 *
 * @param stride from a row to the next; without meaning if there is a table
 * @param starts of the rows, after {@code offset}; null for equal distances
 */
record LeftOperand(float[] values, int offset, int stride, int[] starts, int rows, int inner) {

  static LeftOperand of(Matrix a) {
    return new LeftOperand(a.values(), a.offset(), a.columns(), null, a.rows(), a.columns());
  }

  /** Rows at equal distances: some of them, and of these some of the entries. */
  LeftOperand part(int firstRow, int partRows, int first, int partInner) {
    int start = offset + firstRow * stride + first;
    return new LeftOperand(values, start, stride, null, partRows, partInner);
  }

  int start(int row) {
    return offset + (starts == null ? row * stride : starts[row]);
  }
}
