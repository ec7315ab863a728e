package org.sparkgrad.linalg;

/**
 * Float matrix products whose bits depend on nothing but their operands.
 *
 * <p>Every entry of the result adds its terms one by one in order of the inner index, each by a
 * fused multiply-add, starting from the value the entry had. How entries are grouped into tiles
 * therefore changes the speed alone.
 */
public final class MatrixProduct {
  /** Columns of a packed panel of the right operand. */
  private static final int PANEL = 4;

  private MatrixProduct() {}

  /**
   * C += A·B, where A is m x k, B is k x n and C is m x n. C alone is modified.
   *
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public static void add(Matrix a, Matrix b, Matrix c) {
    requireShapes("A·B", a, b, c, a.columns() == b.rows() && a.rows() == c.rows() && fits(b, c));
    multiply(a, 1, a.columns(), b, c);
  }

  /**
   * C += Aᵀ·B, where A is k x m, B is k x n and C is m x n. C alone is modified.
   *
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public static void addTransposed(Matrix a, Matrix b, Matrix c) {
    requireShapes("Aᵀ·B", a, b, c, a.rows() == b.rows() && a.columns() == c.rows() && fits(b, c));
    multiply(a, a.columns(), 1, b, c);
  }

  private static boolean fits(Matrix b, Matrix c) {
    return b.columns() == c.columns();
  }

  private static void requireShapes(String product, Matrix a, Matrix b, Matrix c, boolean fit) {
    if (!fit) {
      throw new IllegalArgumentException(
          "matrix product C += %s: the shapes do not fit: A is %s, B is %s, C is %s"
              .formatted(product, a.shape(), b.shape(), c.shape()));
    }
  }

  /** Entry (i, p) of the left operand stands at {@code p * step + i * stride} behind its offset. */
  private static void multiply(Matrix a, int step, int stride, Matrix b, Matrix c) {
    float[] panel = new float[b.rows() * PANEL];
    for (int column = 0; column < b.columns(); column += PANEL) {
      int width = Math.min(PANEL, b.columns() - column);
      pack(b, column, width, panel);
      int row = 0;
      for (; row + 1 < c.rows(); row += 2) {
        twoRows(a, step, stride, panel, b.rows(), c, row, column, width);
      }
      if (row < c.rows()) {
        oneRow(a, step, stride, panel, b.rows(), c, row, column, width);
      }
    }
  }

  /** Copies {@code width} columns of B side by side; what a narrow last panel lacks keeps zeros. */
  private static void pack(Matrix b, int column, int width, float[] panel) {
    for (int p = 0; p < b.rows(); p++) {
      int from = b.offset() + p * b.columns() + column;
      for (int j = 0; j < PANEL; j++) {
        panel[p * PANEL + j] = j < width ? b.values()[from + j] : 0;
      }
    }
  }

  private static void twoRows(
      Matrix a,
      int step,
      int stride,
      float[] panel,
      int inner,
      Matrix c,
      int row,
      int column,
      int width) {
    float[] values = a.values();
    int first = a.offset() + row * stride;
    int second = first + stride;
    int upper = c.offset() + row * c.columns() + column;
    int lower = upper + c.columns();
    float[] out = c.values();
    float u0 = out[upper];
    float u1 = width > 1 ? out[upper + 1] : 0;
    float u2 = width > 2 ? out[upper + 2] : 0;
    float u3 = width > 3 ? out[upper + 3] : 0;
    float l0 = out[lower];
    float l1 = width > 1 ? out[lower + 1] : 0;
    float l2 = width > 2 ? out[lower + 2] : 0;
    float l3 = width > 3 ? out[lower + 3] : 0;
    for (int p = 0; p < inner; p++) {
      float x = values[first + p * step];
      float y = values[second + p * step];
      float b0 = panel[p * PANEL];
      float b1 = panel[p * PANEL + 1];
      float b2 = panel[p * PANEL + 2];
      float b3 = panel[p * PANEL + 3];
      u0 = Math.fma(x, b0, u0);
      u1 = Math.fma(x, b1, u1);
      u2 = Math.fma(x, b2, u2);
      u3 = Math.fma(x, b3, u3);
      l0 = Math.fma(y, b0, l0);
      l1 = Math.fma(y, b1, l1);
      l2 = Math.fma(y, b2, l2);
      l3 = Math.fma(y, b3, l3);
    }
    store(out, upper, width, u0, u1, u2, u3);
    store(out, lower, width, l0, l1, l2, l3);
  }

  private static void oneRow(
      Matrix a,
      int step,
      int stride,
      float[] panel,
      int inner,
      Matrix c,
      int row,
      int column,
      int width) {
    float[] values = a.values();
    int first = a.offset() + row * stride;
    int at = c.offset() + row * c.columns() + column;
    float[] out = c.values();
    float s0 = out[at];
    float s1 = width > 1 ? out[at + 1] : 0;
    float s2 = width > 2 ? out[at + 2] : 0;
    float s3 = width > 3 ? out[at + 3] : 0;
    for (int p = 0; p < inner; p++) {
      float x = values[first + p * step];
      s0 = Math.fma(x, panel[p * PANEL], s0);
      s1 = Math.fma(x, panel[p * PANEL + 1], s1);
      s2 = Math.fma(x, panel[p * PANEL + 2], s2);
      s3 = Math.fma(x, panel[p * PANEL + 3], s3);
    }
    store(out, at, width, s0, s1, s2, s3);
  }

  private static void store(
      float[] out, int at, int width, float s0, float s1, float s2, float s3) {
    out[at] = s0;
    if (width > 1) {
      out[at + 1] = s1;
    }
    if (width > 2) {
      out[at + 2] = s2;
    }
    if (width > 3) {
      out[at + 3] = s3;
    }
  }
}
