package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.sparkgrad.RandomFloats.random;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kernel by itself, on one panel, against the ordered loop. */
class KernelTest {
  private static final int PANEL_OFFSET = 5;
  private static final int C_OFFSET = 3;

  static Stream<Kernel> kernels() {
    return Stream.of(new PlainKernel(), MatrixProduct.KERNEL);
  }

  @Test
  void theVectorKernelIsUsedWhereItsModuleIs() {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertEquals(
        vectors ? "VectorKernel" : "PlainKernel", MatrixProduct.KERNEL.getClass().getSimpleName());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyPartOfAPanelHasTheBitsOfTheOrderedLoop(Kernel kernel) {
    for (int wanted : new int[] {1, 20, 100}) {
      int width = kernel.panelWidth(wanted);
      for (int columns = 1; columns <= width; columns++) {
        for (int rows : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17}) {
          check(kernel, rows, 13, panel(13, width, width, columns));
          check(kernel, rows, 13, panel(13, width + 6, width, columns));
        }
        check(kernel, 9, 0, panel(0, width, width, columns));
        check(kernel, 9, 1, panel(1, width, width, columns));
      }
    }
  }

  /** Numbers everywhere, so that nothing but the columns in use may be used. */
  private static Panel panel(int inner, int stride, int width, int columns) {
    float[] values = random(PANEL_OFFSET + inner * stride, 2);
    return new Panel(values, PANEL_OFFSET, stride, width, 0, columns);
  }

  /** C is wider than the columns in use by two, which must stay as they are. */
  private static void check(Kernel kernel, int rows, int inner, Panel panel) {
    float[] a = random(rows * inner, 1);
    int columns = panel.columns() + 2;
    float[] values = random(C_OFFSET + rows * columns, 3);
    float[] expected = values.clone();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < panel.columns(); j++) {
        int at = C_OFFSET + i * columns + j;
        for (int p = 0; p < inner; p++) {
          float right = panel.values()[PANEL_OFFSET + p * panel.stride() + j];
          expected[at] = Math.fma(a[i * inner + p], right, expected[at]);
        }
      }
    }
    Matrix c = new Matrix(values, C_OFFSET, rows, columns);
    kernel.multiply(LeftOperand.of(Matrix.of(a, rows, inner)), panel, c, C_OFFSET);
    assertArrayEquals(expected, values, rows + " rows, " + panel.columns() + " columns");
  }

  /** Rows that start where a table says, overlapping and out of order. */
  @ParameterizedTest
  @MethodSource("kernels")
  void rowsMayStartAnywhere(Kernel kernel) {
    int[] starts = {9, 0, 4, 4, 21, 2, 30, 11, 1, 17, 8, 3, 29, 12, 5};
    float[] a = random(60, 1);
    for (int wanted : new int[] {1, 20, 100}) {
      Panel panel = panel(13, kernel.panelWidth(wanted), kernel.panelWidth(wanted), 3);
      for (int rows = 1; rows <= starts.length; rows++) {
        float[] c = random(rows * 3, 3);
        float[] expected = c.clone();
        for (int i = 0; i < rows * 3; i++) {
          for (int p = 0; p < 13; p++) {
            float right = panel.values()[PANEL_OFFSET + p * panel.stride() + i % 3];
            expected[i] = Math.fma(a[2 + starts[i / 3] + p], right, expected[i]);
          }
        }
        LeftOperand left = new LeftOperand(a, 2, 0, starts, rows, 13);
        kernel.multiply(left, panel, Matrix.of(c, rows, 3), 0);
        assertArrayEquals(expected, c, rows + " rows");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void operandsStoredByTheInnerIndexHaveTheBitsOfTheOrderedLoop(Kernel kernel) {
    int[] starts = {9, 0, 4, 4, 21, 2, 30};
    int width = kernel.pairWidth();
    float[] a = random(60, 1);
    for (int columns = 1; columns <= width; columns++) {
      Panel panel = panel(starts.length, width + 6, width, columns);
      for (int rows = 1; rows < 24; rows++) {
        float[] c = random(C_OFFSET + rows * (columns + 2), 3);
        float[] expected = c.clone();
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++) {
            int at = C_OFFSET + i * (columns + 2) + j;
            for (int p = 0; p < starts.length; p++) {
              float right = panel.values()[PANEL_OFFSET + p * panel.stride() + j];
              expected[at] = Math.fma(a[2 + starts[p] + i], right, expected[at]);
            }
          }
        }
        TransposedOperand left = new TransposedOperand(a, 2, starts, rows, starts.length);
        kernel.multiply(left, panel, new Matrix(c, C_OFFSET, rows, columns + 2), C_OFFSET);
        assertArrayEquals(expected, c, rows + " rows, " + columns + " columns");
      }
    }
  }

  /** Zeros of both signs, equals, NaN and infinities among the numbers. */
  private static float[] ties(int size, long seed) {
    float[] some = {0, -0f, 1, 1, -2, Float.NaN, Float.POSITIVE_INFINITY, 3};
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = some[random.nextInt(some.length)];
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void theLargestIsKept(Kernel kernel) {
    for (int count = 0; count < 70; count++) {
      float[] values = ties(count + 3, 1);
      float[] largest = ties(count + 2, 2);
      float[] expected = largest.clone();
      for (int i = 0; i < count; i++) {
        expected[2 + i] = Math.max(expected[2 + i], values[3 + i]);
      }
      kernel.keepLargest(values, 3, largest, 2, count);
      assertArrayEquals(expected, largest);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void whatIsLeftIsGivenOnceToTheLargest(Kernel kernel) {
    for (int count = 0; count < 70; count++) {
      float[] values = ties(count + 3, 1);
      float[] largest = ties(count, 2);
      float[] left = random(count, 3);
      float[] taken = random(count + 3, 4);
      float[] expected = taken.clone();
      float[] rest = left.clone();
      for (int i = 0; i < count; i++) {
        if (values[3 + i] == largest[i]) {
          expected[3 + i] += left[i];
          rest[i] = 0;
        }
      }
      kernel.giveToLargest(values, 3, largest, left, taken);
      assertArrayEquals(expected, taken);
      assertArrayEquals(rest, left);
    }
  }

  /** The two roundings of an ordinary product and sum would differ from the one of a fused one. */
  @ParameterizedTest
  @MethodSource("kernels")
  void bytesAreUnsignedAndScaledByOneRounding(Kernel kernel) {
    for (int length = 0; length < 70; length++) {
      byte[] bytes = new byte[length + 3];
      new Random(length).nextBytes(bytes);
      float[] scale = random(length, 1);
      float[] offset = random(length, 2);
      float[] out = random(length + 5, 3);
      float[] expected = out.clone();
      for (int k = 0; k < length; k++) {
        BigDecimal product = new BigDecimal(bytes[3 + k] & 0xFF).multiply(new BigDecimal(scale[k]));
        expected[2 + k] = product.add(new BigDecimal(offset[k])).floatValue();
      }
      kernel.scaleBytes(bytes, 3, scale, offset, out, 2);
      assertArrayEquals(expected, out);
    }
  }

  /** Aᵀ is packed; the expected product is made from A by the ordered loop. */
  @Test
  void packingATransposedMatrixMultipliesByItsTranspose() {
    for (int columns : new int[] {1, 3, 10, 16, 35}) {
      float[] left = random(4 * 7, 4);
      float[] transposed = random(columns * 7, 5);
      float[] expected = new float[4 * columns];
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < columns; j++) {
          for (int p = 0; p < 7; p++) {
            int at = i * columns + j;
            expected[at] = Math.fma(left[i * 7 + p], transposed[j * 7 + p], expected[at]);
          }
        }
      }
      Panels panels = Panels.ofTransposed(Matrix.of(transposed, columns, 7));
      Matrix c = Matrix.of(new float[4 * columns], 4, columns);
      MatrixProduct.add(Matrix.of(left, 4, 7), panels, c);
      assertArrayEquals(expected, c.values());
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void squaresAreAddedLaneByLane(Kernel kernel) {
    for (int rounds = 0; rounds < 5; rounds++) {
      float[] values = random(3 + rounds * VectorSums.LANES, 9);
      float[] sums = random(VectorSums.LANES, 10);
      float[] expected = sums.clone();
      for (int i = 3; i < values.length; i++) {
        float square = values[i] * values[i];
        expected[(i - 3) % VectorSums.LANES] += square;
      }
      kernel.addSquares(values, 3, values.length, sums);
      assertArrayEquals(expected, sums);
    }
  }

  /** Around the widths of vectors; what is not a sum stays as it is. */
  @ParameterizedTest
  @MethodSource("kernels")
  void whatExceedsAThresholdIsAddedRowByRow(Kernel kernel) {
    for (int columns = 0; columns < 70; columns++) {
      for (int rows : new int[] {0, 1, 5}) {
        float[] values = random(4 + rows * columns, columns);
        float[] sums = random(7 + 2 * columns, 2);
        float[] expected = sums.clone();
        for (int i = 4; i < values.length; i++) {
          int column = (i - 4) % columns;
          expected[3 + column] += Math.max(0, values[i] - 0.3f);
          expected[3 + columns + column] += Math.max(0, -values[i] - 0.3f);
        }
        kernel.addExcess(new Matrix(values, 4, rows, columns), 0.3f, sums, 3);
        assertArrayEquals(expected, sums);
      }
    }
  }
}
