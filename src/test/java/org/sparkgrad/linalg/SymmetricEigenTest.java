package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {
  private static final double ROOT = Math.sqrt(2);

  /**
   * The characteristic polynomial of ((5, 2), (2, 2)) is l^2 - 7 l + 6 = (l - 6) (l - 1); (2, 1)
   * and (-1, 2) are mapped to (12, 6) and (-1, 2). Both have length sqrt(5).
   */
  @Test
  void twoByTwo() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {5, 2, 2, 2}, 2);
    assertArrayEquals(new double[] {6, 1}, eigen.values(), 1e-14);
    double length = Math.sqrt(5);
    double[] expected = {2 / length, 1 / length, -1 / length, 2 / length};
    assertArrayEquals(expected, eigen.vectors(), 1e-14);
  }

  /** The second difference: l_k = 2 - 2 cos(k pi / 4), v_k = (sin(i k pi / 4))_i, k = 3, 2, 1. */
  @Test
  void threeByThree() {
    double[] matrix = {2, -1, 0, -1, 2, -1, 0, -1, 2};
    SymmetricEigen eigen = SymmetricEigen.of(matrix, 3);
    assertArrayEquals(new double[] {2 + ROOT, 2, 2 - ROOT}, eigen.values(), 1e-14);
    double[] vectors = eigen.vectors();
    assertArrayEquals(new double[] {-0.5, ROOT / 2, -0.5}, row(vectors, 0, 3), 1e-14);
    assertArrayEquals(new double[] {0.5, ROOT / 2, 0.5}, row(vectors, 2, 3), 1e-14);
    // Its outer entries are of equal size but for rounding, so that either may be the positive one.
    assertEquals(0, vectors[4], 1e-14);
    assertEquals(ROOT / 2, Math.abs(vectors[3]), 1e-14);
    assertEquals(-vectors[3], vectors[5], 1e-14);
  }

  @Test
  void aDiagonalIsSortedAndItsVectorsAreTheAxes() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {1, 0, 0, 0, -4, 0, 0, 0, 9}, 3);
    assertArrayEquals(new double[] {9, 1, -4}, eigen.values());
    assertArrayEquals(new double[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, eigen.vectors());
  }

  @Test
  void oneByOne() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[] {-3}, 1);
    assertArrayEquals(new double[] {-3}, eigen.values());
    assertArrayEquals(new double[] {1}, eigen.vectors());
  }

  /**
   * Sizes around the 32 columns that LAPACK works on at a time, and some ranks that are not full.
   */
  @ParameterizedTest
  @ValueSource(ints = {4, 31, 33, 70, 150})
  void holdsTheDefinition(int size) {
    double[] matrix = products(size, size / 2 + 1, new Random(size));
    SymmetricEigen eigen = SymmetricEigen.of(matrix, size);
    double tolerance = 1e-13 * size * Math.abs(eigen.values()[0]);
    for (int k = 0; k < size; k++) {
      double[] vector = row(eigen.vectors(), k, size);
      for (int i = 0; i < size; i++) {
        double mapped = dot(row(matrix, i, size), vector);
        assertEquals(eigen.values()[k] * vector[i], mapped, tolerance);
        double expected = i == k ? 1 : 0;
        assertEquals(expected, dot(vector, row(eigen.vectors(), i, size)), 1e-12);
      }
      assertTrue(k == 0 || eigen.values()[k - 1] >= eigen.values()[k]);
      assertTrue(largest(vector) > 0);
    }
  }

  @Test
  void nothingHasValuesZeroAndAnyAxes() {
    SymmetricEigen eigen = SymmetricEigen.of(new double[16], 4);
    assertArrayEquals(new double[4], eigen.values());
    for (int k = 0; k < 4; k++) {
      assertEquals(1, dot(row(eigen.vectors(), k, 4), row(eigen.vectors(), k, 4)), 1e-15);
    }
  }

  @Test
  void leavesTheMatrixAlone() {
    double[] matrix = products(40, 40, new Random(5));
    double[] before = matrix.clone();
    SymmetricEigen.of(matrix, 40);
    assertArrayEquals(before, matrix);
  }

  @Test
  void refusesWhatIsNoFiniteSquare() {
    var shape =
        assertThrows(
            IllegalArgumentException.class, () -> SymmetricEigen.of(new double[6], 2).values());
    assertEquals("eigenvectors: expected a 2 x 2 matrix, found 6 values", shape.getMessage());
    double[] matrix = {1, 2, Double.NaN, 1};
    var entry =
        assertThrows(IllegalArgumentException.class, () -> SymmetricEigen.of(matrix, 2).values());
    assertEquals(
        "eigenvectors of a 2 x 2 matrix: expected finite numbers, found NaN in row 1, column 0",
        entry.getMessage());
  }

  /** GᵀG of a random G with {@code rank} rows. */
  private static double[] products(int size, int rank, Random random) {
    double[] matrix = new double[size * size];
    for (int p = 0; p < rank; p++) {
      double[] row = random.doubles(size, -1, 1).toArray();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix[i * size + j] += row[i] * row[j];
        }
      }
    }
    return matrix;
  }

  private static double[] row(double[] matrix, int row, int size) {
    return Arrays.copyOfRange(matrix, row * size, (row + 1) * size);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    return largest;
  }
}
