package org.sparkgrad.linalg;

import java.util.Random;

/**
 * The matrices of one product, the same for every contestant: A and B hold random numbers as they
 * stand in memory, so transposed where the shape says so; C holds zeros.
 */
final class Operands {
  private static final int CHECKED_ENTRIES = 200;

  final ProductShape shape;
  final Matrix a;
  final Matrix b;
  final Matrix c;

  private final Random random = new Random(1);

  Operands(ProductShape shape) {
    this.shape = shape;
    a = randomMatrix(shape.rows, shape.inner, shape.leftTransposed());
    b = randomMatrix(shape.inner, shape.columns, shape.rightTransposed());
    c = Matrix.of(new float[shape.rows * shape.columns], shape.rows, shape.columns);
  }

  /**
   * Compares entries drawn at random with the sums in double precision, as the time of a wrong
   * product means nothing.
   *
   * @param product C after one product, row-major
   * @throws IllegalStateException where an entry is off by more than rounding can explain
   */
  void requireProduct(float[] product) {
    for (int n = 0; n < CHECKED_ENTRIES; n++) {
      requireEntry(random.nextInt(shape.rows), random.nextInt(shape.columns), product);
    }
  }

  private void requireEntry(int i, int j, float[] product) {
    double expected = 0;
    double magnitude = 0;
    for (int p = 0; p < shape.inner; p++) {
      double term =
          entry(a, i, p, shape.leftTransposed()) * entry(b, p, j, shape.rightTransposed());
      expected += term;
      magnitude += Math.abs(term);
    }
    float actual = product[i * shape.columns + j];
    // Twice the bound of a sum's rounding errors, in whatever order its terms were added.
    double tolerance = shape.inner * 0x1p-23 * magnitude;
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new IllegalStateException(
          "product %s: expected %s at (%d, %d), found %s".formatted(shape, expected, i, j, actual));
    }
  }

  private static double entry(Matrix matrix, int row, int column, boolean transposed) {
    int at = transposed ? column * matrix.columns() + row : row * matrix.columns() + column;
    return matrix.values()[at];
  }

  private Matrix randomMatrix(int rows, int columns, boolean transposed) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return transposed ? Matrix.of(values, columns, rows) : Matrix.of(values, rows, columns);
  }
}
