package org.sparkgrad.linalg;

import org.netlib.lapack.Dsyevr;
import org.netlib.util.intW;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: {@code A v_k = l_k v_k}, with {@code l_0 >=
 * l_1 >= ...} and vectors of length 1 at right angles to each other. A vector's sign is free; it is
 * fixed so that its entry of largest size, of equal ones the first, is positive.
 *
 * <p>By LAPACK's {@code dsyevr}: Dhillon and Parlett, "Multiple representations to compute
 * orthogonal eigenvectors of symmetric tridiagonal matrices", 2004. It is LAPACK translated to
 * Java, called directly, which comes with Spark and runs the same arithmetic on every machine; the
 * netlib interface above it would look for a native library first.
 *
 * @param values in descending order
 * @param vectors row by row: vector k stands from {@code k * values.length}
 */
public record SymmetricEigen(double[] values, double[] vectors) {
  /** So that it may work on blocks of up to 32 columns; it needs 26. */
  private static final int WORK_PER_COLUMN = 40;

  private static final int INTEGERS_PER_COLUMN = 10;

  /**
   * Decomposes a matrix of {@code size} rows; 5 s at a size of 1,764, and growing with its cube.
   *
   * @param matrix symmetric, row by row; only one half is read, and it is left as it is
   * @throws IllegalArgumentException where its shape is another, or an entry is not a finite number
   * @throws IllegalStateException where LAPACK fails, which it does for no finite matrix known
   */
  public static SymmetricEigen of(double[] matrix, int size) {
    requireFinite(matrix, size);
    double[] values = new double[size];
    double[] vectors = new double[matrix.length];
    decompose(matrix.clone(), size, values, vectors);
    reverse(values, vectors);
    for (int k = 0; k < size; k++) {
      fixSign(vectors, k * size, size);
    }
    return new SymmetricEigen(values, vectors);
  }

  private static void requireFinite(double[] matrix, int size) {
    if (matrix.length != (long) size * size) {
      throw new IllegalArgumentException(
          "eigenvectors: expected a %d x %d matrix, found %d values"
              .formatted(size, size, matrix.length));
    }
    for (int i = 0; i < matrix.length; i++) {
      if (!Double.isFinite(matrix[i])) {
        throw new IllegalArgumentException(
            ("eigenvectors of a %d x %d matrix: expected finite numbers, found %s in row %d,"
                    + " column %d")
                .formatted(size, size, matrix[i], i / size, i % size));
      }
    }
  }

  /** In ascending order, as LAPACK has it; the matrix is overwritten. */
  private static void decompose(double[] matrix, int size, double[] values, double[] vectors) {
    double[] work = new double[WORK_PER_COLUMN * size];
    int[] integers = new int[INTEGERS_PER_COLUMN * size];
    int[] supports = new int[2 * size];
    intW found = new intW(0);
    intW info = new intW(0);
    Dsyevr.dsyevr(
        "V",
        "A",
        "L",
        size,
        matrix,
        0,
        size,
        0,
        0,
        0,
        0,
        0,
        found,
        values,
        0,
        vectors,
        0,
        size,
        supports,
        0,
        work,
        0,
        work.length,
        integers,
        0,
        integers.length,
        info);
    if (info.val != 0) {
      throw new IllegalStateException(
          "eigenvectors of a %d x %d matrix: LAPACK's dsyevr failed with code %d"
              .formatted(size, size, info.val));
    }
  }

  private static void reverse(double[] values, double[] vectors) {
    int size = values.length;
    for (int low = 0, high = size - 1; low < high; low++, high--) {
      swap(values, low, high);
      for (int i = 0; i < size; i++) {
        swap(vectors, low * size + i, high * size + i);
      }
    }
  }

  private static void swap(double[] values, int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  private static void fixSign(double[] vectors, int start, int size) {
    double largest = 0;
    for (int i = start; i < start + size; i++) {
      if (Math.abs(vectors[i]) > Math.abs(largest)) {
        largest = vectors[i];
      }
    }
    if (largest < 0) {
      for (int i = start; i < start + size; i++) {
        vectors[i] = -vectors[i];
      }
    }
  }
}
