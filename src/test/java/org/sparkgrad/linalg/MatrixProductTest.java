package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixProductTest {
  private static final int[] SIZES = {0, 1, 2, 3, 4, 5, 7, 8, 9, 17};

  private record Shape(int m, int k, int n) {}

  private static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    for (int m : SIZES) {
      for (int k : SIZES) {
        for (int n : SIZES) {
          shapes.add(new Shape(m, k, n));
        }
      }
    }
    shapes.add(new Shape(3, 1000, 10));
    shapes.add(new Shape(5, 6, 100));
    shapes.add(new Shape(22, 6, 64));
    shapes.add(new Shape(22, 6, 48));
    shapes.add(new Shape(67, 31, 10));
    shapes.add(new Shape(33, 129, 65));
    shapes.add(new Shape(16, 20, 16));
    shapes.add(new Shape(15, 20, 31));
    shapes.add(new Shape(24, 20, 32));
    shapes.add(new Shape(25, 20, 33));
    return shapes;
  }

  /** A matrix behind {@code offset} numbers that are not part of it, and before three more. */
  private static Matrix random(int rows, int columns, int offset, Random random) {
    float[] values = new float[offset + rows * columns + 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(9) - 4));
    }
    return new Matrix(values, offset, rows, columns);
  }

  private static Matrix copy(Matrix matrix) {
    return new Matrix(matrix.values().clone(), matrix.offset(), matrix.rows(), matrix.columns());
  }

  private static Matrix transposed(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        values[j * matrix.rows() + i] = at(matrix, i, j);
      }
    }
    return Matrix.of(values, matrix.columns(), matrix.rows());
  }

  private static float at(Matrix matrix, int i, int j) {
    return matrix.values()[matrix.offset() + i * matrix.columns() + j];
  }

  /** C + A·B, each entry in order of the inner index by fused multiply-add of floats. */
  private static float[] ordered(Matrix a, Matrix b, Matrix c) {
    float[] out = c.values().clone();
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        float sum = at(c, i, j);
        for (int p = 0; p < b.rows(); p++) {
          sum = Math.fma(at(a, i, p), at(b, p, j), sum);
        }
        out[c.offset() + i * c.columns() + j] = sum;
      }
    }
    return out;
  }

  private static double inDoubles(Matrix a, Matrix b, int i, int j) {
    double sum = 0;
    for (int p = 0; p < b.rows(); p++) {
      sum += (double) at(a, i, p) * at(b, p, j);
    }
    return sum;
  }

  @Test
  void addHasTheBitsOfTheOrderedLoopInEveryShape() {
    Random random = new Random(1);
    for (Shape shape : shapes()) {
      Matrix a = random(shape.m, shape.k, 2, random);
      Matrix b = random(shape.k, shape.n, 5, random);
      Matrix c = random(shape.m, shape.n, 1, random);
      float[] expected = ordered(a, b, c);
      MatrixProduct.add(a, b, c);
      assertArrayEquals(expected, c.values(), shape.toString());
    }
  }

  @Test
  void transposedCopiesHaveRowsForColumns() {
    Random random = new Random(2);
    for (Shape shape : shapes()) {
      Matrix a = random(shape.k, shape.m, 3, random);
      assertEquals(transposed(a).shape(), a.transposed().shape());
      assertArrayEquals(transposed(a).values(), a.transposed().values(), shape.toString());
    }
  }

  @Test
  void agreesWithDoublesToFloatPrecision() {
    Random random = new Random(3);
    Matrix a = random(9, 40, 0, random);
    Matrix b = random(40, 11, 0, random);
    Matrix c = Matrix.of(new float[99], 9, 11);
    MatrixProduct.add(a, b, c);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 11; j++) {
        assertEquals(inDoubles(a, b, i, j), at(c, i, j), 0.02);
      }
    }
  }

  @Test
  void leavesTheOperandsAlone() {
    Random random = new Random(4);
    Matrix a = random(5, 6, 1, random);
    Matrix b = random(6, 7, 1, random);
    Matrix aBefore = copy(a);
    Matrix bBefore = copy(b);
    MatrixProduct.add(a, b, Matrix.of(new float[35], 5, 7));
    MatrixProduct.add(b.transposed(), b, Matrix.of(new float[49], 7, 7));
    assertArrayEquals(aBefore.values(), a.values());
    assertArrayEquals(bBefore.values(), b.values());
  }

  @Test
  void multipliesByHand() {
    Matrix a = Matrix.of(new float[] {1, 2, 3, 4}, 2, 2);
    Matrix b = Matrix.of(new float[] {5, 6, 7, 8}, 2, 2);
    Matrix c = Matrix.of(new float[] {100, 0, 0, 0}, 2, 2);
    MatrixProduct.add(a, b, c);
    assertArrayEquals(new float[] {119, 22, 43, 50}, c.values());
  }

  @Test
  void notANumberAndInfinitySpreadToTheirRowAlone() {
    Matrix a = Matrix.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1}, 3, 1);
    Matrix b = Matrix.of(new float[] {1, 2, 3, 4, 5}, 1, 5);
    Matrix c = Matrix.of(new float[15], 3, 5);
    MatrixProduct.add(a, b, c);
    for (int j = 0; j < 5; j++) {
      assertEquals(Float.NaN, at(c, 0, j));
      assertEquals(Float.POSITIVE_INFINITY, at(c, 1, j));
      assertEquals(j + 1, at(c, 2, j));
    }
  }

  @Test
  void aShapeErrorPrintsAllShapes() {
    Matrix a = Matrix.of(new float[6], 2, 3);
    Matrix b = Matrix.of(new float[20], 4, 5);
    Matrix c = Matrix.of(new float[10], 2, 5);
    var error = assertThrows(IllegalArgumentException.class, () -> MatrixProduct.add(a, b, c));
    assertEquals(
        "matrix product C += A·B: the shapes do not fit: 2 x 3 times 4 x 5 into 2 x 5",
        error.getMessage());
  }

  @Test
  void everyDisagreementOfShapesIsRefused() {
    Matrix right = Matrix.of(new float[12], 3, 4);
    Matrix out = Matrix.of(new float[8], 2, 4);
    assertRefused(Matrix.of(new float[8], 2, 4), right, out);
    assertRefused(Matrix.of(new float[3], 1, 3), right, out);
    assertRefused(Matrix.of(new float[6], 2, 3), right, Matrix.of(new float[6], 2, 3));
  }

  private static void assertRefused(Matrix a, Matrix b, Matrix c) {
    assertThrows(IllegalArgumentException.class, () -> MatrixProduct.add(a, b, c));
  }

  @Test
  void aMatrixThatDoesNotFitItsArrayIsRefused() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new Matrix(new float[6], 1, 2, 3));
    assertEquals(
        "matrix: expected a 2 x 3 matrix at offset 1 to fit its array, found 6 values",
        error.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Matrix.of(new float[6], -1, 0));
    assertThrows(IllegalArgumentException.class, () -> Matrix.of(new float[6], 1 << 16, 1 << 16));
  }
}
