package org.sparkgrad.layer;

import org.sparkgrad.linalg.Matrix;

/**
 * What the rows of a batch are between two layers, or the loss's gradient with respect to that: one
 * row-major matrix of rows x values for each copy, one after the other, from the start of an array.
 *
 * @param copies one, or one for each model
 */
public record Batch(float[] values, int copies, int rows, Shape shape) {

  /** Number of values in use. */
  public int size() {
    return copies * rows * shape.size();
  }

  /** Overwrites the values with those of another batch of this size, unless they are its own. */
  void copy(Batch other) {
    if (values != other.values) {
      System.arraycopy(other.values, 0, values, 0, size());
    }
  }

  /** Where the values of one copy start. */
  int start(int copy) {
    return copy * rows * shape.size();
  }

  /** One copy: a row for each row of the batch. */
  Matrix matrix(int copy) {
    return new Matrix(values, start(copy), rows, shape.size());
  }

  /** Where the values of one row of a copy start. */
  int start(int copy, int row) {
    return start(copy) + row * shape.size();
  }

  /** Some rows of one copy: a row for each place of their maps. */
  Matrix places(int copy, int row, int count) {
    return new Matrix(values, start(copy, row), count * shape.places(), shape.channels());
  }
}
