package org.sparkgrad.linalg;

/**
 * A row-major float matrix over part of an array: entry (i, j) is {@code values[offset + i *
 * columns + j]}. The array is shared, never copied, so that a model's parameters can be one flat
 * vector and still be multiplied as matrices.
 */
public record Matrix(float[] values, int offset, int rows, int columns) {
  public Matrix {
    if (rows < 0 || columns < 0 || offset < 0 || offset + (long) rows * columns > values.length) {
      throw new IllegalArgumentException(
          "matrix: expected a %d x %d matrix at offset %d to fit its array, found %d values"
              .formatted(rows, columns, offset, values.length));
    }
  }

  /** A matrix at the start of {@code values}. */
  public static Matrix of(float[] values, int rows, int columns) {
    return new Matrix(values, 0, rows, columns);
  }

  String shape() {
    return rows + " x " + columns;
  }
}
