package org.sparkgrad.linalg;

/**
 * Adjacent columns of a right operand, as the inner loops read them: entry (p, j) is {@code
 * values[offset + p * stride + j]} for j below {@code width}.
 *
 * @param firstColumn the operand's column that is column 0 here
 * @param columns how many of the columns are in use; the rest may hold anything
 */
record Panel(float[] values, int offset, int stride, int width, int firstColumn, int columns) {
  /** Its rows from {@code row} on. */
  Panel from(int row) {
    return new Panel(values, offset + row * stride, stride, width, firstColumn, columns);
  }

  /** All of its columns, whatever those that are not in use hold. */
  Panel whole() {
    return new Panel(values, offset, stride, width, firstColumn, width);
  }
}
