package org.sparkgrad.linalg;

/** Plain loops over tiles of two rows by four columns, which a CPU without vectors keeps busy. */
final class PlainKernel implements Kernel {
  private static final int WIDTH = 4;

  @Override
  public int panelWidth(int columns) {
    return WIDTH;
  }

  @Override
  public void multiply(LeftOperand a, Panel panel, Matrix c, int cOffset) {
    int columns = panel.columns();
    float[] tile = new float[2 * WIDTH];
    for (int row = 0; row < a.rows(); row += 2) {
      int rows = Math.min(2, a.rows() - row);
      int at = cOffset + row * c.columns();
      for (int i = 0; i < rows; i++) {
        System.arraycopy(c.values(), at + i * c.columns(), tile, i * WIDTH, columns);
      }
      tile(a, a.start(row), a.start(row + rows - 1), panel, tile);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(tile, i * WIDTH, c.values(), at + i * c.columns(), columns);
      }
    }
  }

  private static void tile(LeftOperand a, int first, int second, Panel panel, float[] tile) {
    float[] values = a.values();
    float[] right = panel.values();
    float c00 = tile[0];
    float c01 = tile[1];
    float c02 = tile[2];
    float c03 = tile[3];
    float c10 = tile[4];
    float c11 = tile[5];
    float c12 = tile[6];
    float c13 = tile[7];
    for (int p = 0; p < a.inner(); p++) {
      float x = values[first + p];
      float y = values[second + p];
      int at = panel.offset() + p * panel.stride();
      c00 = Math.fma(x, right[at], c00);
      c01 = Math.fma(x, right[at + 1], c01);
      c02 = Math.fma(x, right[at + 2], c02);
      c03 = Math.fma(x, right[at + 3], c03);
      c10 = Math.fma(y, right[at], c10);
      c11 = Math.fma(y, right[at + 1], c11);
      c12 = Math.fma(y, right[at + 2], c12);
      c13 = Math.fma(y, right[at + 3], c13);
    }
    tile[0] = c00;
    tile[1] = c01;
    tile[2] = c02;
    tile[3] = c03;
    tile[4] = c10;
    tile[5] = c11;
    tile[6] = c12;
    tile[7] = c13;
  }

  @Override
  public int pairWidth() {
    return WIDTH;
  }

  @Override
  public void multiply(TransposedOperand a, Panel panel, Matrix c, int cOffset) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < panel.columns(); j++) {
        int at = cOffset + i * c.columns() + j;
        float sum = c.values()[at];
        for (int p = 0; p < a.inner(); p++) {
          float x = a.values()[a.offset() + a.starts()[p] + i];
          sum = Math.fma(x, panel.values()[panel.offset() + p * panel.stride() + j], sum);
        }
        c.values()[at] = sum;
      }
    }
  }

  @Override
  public void scaleBytes(
      byte[] bytes, int from, float[] scale, float[] offset, float[] out, int to) {
    scaleBytes(0, bytes, from, scale, offset, out, to);
  }

  /** Begins with {@code first}. */
  static void scaleBytes(
      int first, byte[] bytes, int from, float[] scale, float[] offset, float[] out, int to) {
    for (int k = first; k < scale.length; k++) {
      out[to + k] = Math.fma(bytes[from + k] & 0xFF, scale[k], offset[k]);
    }
  }

  @Override
  public void addSquares(float[] values, int from, int end, float[] sums) {
    for (int start = from; start < end; start += sums.length) {
      for (int lane = 0; lane < sums.length; lane++) {
        sums[lane] += values[start + lane] * values[start + lane];
      }
    }
  }

  @Override
  public void keepLargest(float[] values, int from, float[] largest, int to, int count) {
    keepLargest(0, values, from, largest, to, count);
  }

  /** Begins with {@code first}. */
  static void keepLargest(int first, float[] values, int from, float[] largest, int to, int count) {
    for (int i = first; i < count; i++) {
      largest[to + i] = Math.max(largest[to + i], values[from + i]);
    }
  }

  @Override
  public void giveToLargest(
      float[] values, int from, float[] largest, float[] left, float[] taken) {
    giveToLargest(0, values, from, largest, left, taken);
  }

  /** Begins with {@code first}. */
  static void giveToLargest(
      int first, float[] values, int from, float[] largest, float[] left, float[] taken) {
    for (int i = first; i < largest.length; i++) {
      boolean same = values[from + i] == largest[i];
      taken[from + i] += same ? left[i] : 0;
      left[i] = same ? 0 : left[i];
    }
  }

  @Override
  public void addExcess(Matrix rows, float threshold, float[] sums, int to) {
    addExcess(0, rows, threshold, sums, to);
  }

  /** Begins with column {@code first}. */
  static void addExcess(int first, Matrix rows, float threshold, float[] sums, int to) {
    int columns = rows.columns();
    for (int i = 0; i < rows.rows(); i++) {
      int from = rows.offset() + i * columns;
      for (int j = first; j < columns; j++) {
        float above = rows.values()[from + j] - threshold;
        float below = rows.values()[from + j] + threshold;
        sums[to + j] += 0.5f * (above + Math.abs(above));
        sums[to + columns + j] += 0.5f * (Math.abs(below) - below);
      }
    }
  }
}
