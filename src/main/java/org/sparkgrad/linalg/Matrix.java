package org.sparkgrad.linalg;

/**
 * A row-major float matrix over part of an array: entry (i, j) is {@code values[offset + i *
 * columns + j]}. The array is shared, never copied, so that a model's parameters can be one flat
 * vector and still be multiplied as matrices.
 */
public record Matrix(float[] values, int offset, int rows, int columns) {
  private static final int SQUARE = 16;

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

  /** A copy, row j of which is column j of this one. */
  public Matrix transposed() {
    return transposed(new float[rows * columns]);
  }

  /** The same in a buffer of an arena. */
  public Matrix transposed(Arena arena) {
    return transposed(arena.take(Math.multiplyExact(rows, columns)));
  }

  private Matrix transposed(float[] copy) {
    transposedTo(copy, 0);
    return of(copy, columns, rows);
  }

  /** Writes the same to {@code copy[to ..)}. */
  public void transposedTo(float[] copy, int to) {
    for (int i = 0; i < rows; i += SQUARE) {
      for (int j = 0; j < columns; j += SQUARE) {
        transposeSquare(i, j, copy, to);
      }
    }
  }

  /** Squares of whole cache lines, so that no line is fetched again and again. */
  private void transposeSquare(int row, int column, float[] copy, int to) {
    for (int i = row; i < Math.min(row + SQUARE, rows); i++) {
      for (int j = column; j < Math.min(column + SQUARE, columns); j++) {
        copy[to + j * rows + i] = values[offset + i * columns + j];
      }
    }
  }

  /** Adds each column's entries, row after row, to its entry of {@code sums}, in doubles. */
  public void addColumnsTo(double[] sums) {
    for (int i = 0; i < rows; i++) {
      int from = offset + i * columns;
      for (int j = 0; j < columns; j++) {
        sums[j] += values[from + j];
      }
    }
  }

  /** Its rows that are in a group. */
  Matrix rowsOf(RowGroups groups, int group) {
    int first = groups.start(group);
    return new Matrix(values, offset + first * columns, groups.end(group) - first, columns);
  }

  /** Adds each column's entries, row after row, to its entry of {@code sums}. */
  public void addColumnsTo(float[] sums) {
    for (int i = 0; i < rows; i++) {
      GroupSums.add(values, offset + i * columns, sums, columns);
    }
  }

  String shape() {
    return rows + " x " + columns;
  }
}
