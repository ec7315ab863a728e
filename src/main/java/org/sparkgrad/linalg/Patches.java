package org.sparkgrad.linalg;

import java.util.Arrays;

/**
 * The patches of a few images as a matrix P that is never made: one row for each patch, image by
 * image and row-major in the image; in it the patch's values row by row. Only the images are
 * copied, into a frame of zeros.
 *
 * <p>Entries of products add their terms one by one in order of the inner index, as all of {@link
 * MatrixProduct} do. For one thread.
 */
public final class Patches {
  private final PatchGrid grid;
  private final float[] padded;

  /** Where each patch starts. */
  private final int[] starts;

  private int images;

  /**
   * @param most images at a time
   * @param arena gives the buffer, which stays taken
   */
  public Patches(PatchGrid grid, int most, Arena arena) {
    this.grid = grid;
    int size = Math.multiplyExact(most, grid.paddedSize());
    padded = arena.take(size);
    Arrays.fill(padded, 0, size, 0);
    starts = new int[most * grid.patches()];
    for (int i = 0; i < starts.length; i++) {
      int image = i / grid.patches();
      int y = i % grid.patches() / grid.outWidth() * grid.stride();
      int x = i % grid.outWidth() * grid.stride();
      starts[i] = image * grid.paddedSize() + (y * grid.paddedWidth() + x) * grid.channels();
    }
  }

  /** Takes images, which stand one after the other from {@code values[at]} on. */
  public void load(float[] values, int at, int count) {
    images = count;
    int size = grid.height() * grid.width() * grid.channels();
    for (int image = 0; image < count; image++) {
      for (int y = 0; y < grid.height(); y++) {
        int row = grid.top() + y * grid.spread();
        if (row >= 0 && row < grid.paddedHeight()) {
          int from = at + image * size + y * grid.width() * grid.channels();
          copyRow(values, from, image * grid.paddedSize() + row * rowLength());
        }
      }
    }
  }

  private int rowLength() {
    return grid.paddedWidth() * grid.channels();
  }

  /** What lies before the first patch or beyond the last one is left out. */
  private void copyRow(float[] values, int from, int rowStart) {
    int channels = grid.channels();
    int room = grid.paddedWidth() - grid.left();
    int first = Math.max(0, (grid.spread() - 1 - grid.left()) / grid.spread());
    int end = Math.min(grid.width(), (room + grid.spread() - 1) / grid.spread());
    int to = rowStart + grid.left() * channels;
    if (grid.spread() == 1) {
      int length = Math.max(0, end - first) * channels;
      System.arraycopy(values, from + first * channels, padded, to + first * channels, length);
      return;
    }
    for (int x = first; x < end; x++) {
      System.arraycopy(
          values, from + x * channels, padded, to + x * grid.spread() * channels, channels);
    }
  }

  /**
   * C += P·B.
   *
   * @param b patch size x n
   * @param c a row for each patch x n; modified
   */
  public void multiply(Panels b, Matrix c, Arena arena) {
    requireFit("C += P·B", b.inner(), grid.patchSize(), c.rows(), rows());
    for (int i = 0; i < b.count(); i++) {
      Panel panel = b.panel(i);
      int to = c.offset() + panel.firstColumn();
      if (panel.columns() == panel.width()) {
        multiply(panel, c, to);
      } else {
        multiplyInCopy(panel, c, to, arena);
      }
    }
  }

  private void multiply(Panel panel, Matrix c, int to) {
    int run = grid.runLength();
    for (int y = 0; y < grid.kernelHeight(); y++) {
      LeftOperand left = new LeftOperand(padded, y * rowLength(), 0, starts, rows(), run);
      MatrixProduct.KERNEL.multiply(left, panel.from(y * run), c, to);
    }
  }

  /**
   * Works on a copy of the columns of a panel that reaches over the edge of C: otherwise the kernel
   * would copy them for each row of the patches.
   */
  private void multiplyInCopy(Panel panel, Matrix c, int to, Arena arena) {
    int mark = arena.mark();
    Matrix copy = arena.matrix(rows(), panel.width());
    for (int i = 0; i < copy.rows(); i++) {
      System.arraycopy(
          c.values(), to + i * c.columns(), copy.values(), i * panel.width(), panel.columns());
    }
    multiply(panel.whole(), copy, 0);
    for (int i = 0; i < copy.rows(); i++) {
      System.arraycopy(
          copy.values(), i * panel.width(), c.values(), to + i * c.columns(), panel.columns());
    }
    arena.release(mark);
  }

  /**
   * C += Pᵀ·B.
   *
   * @param b a row for each patch x n
   * @param c patch size x n; modified
   */
  public void multiplyTransposed(Matrix b, Matrix c, Arena arena) {
    requireFit("C += Pᵀ·B", b.rows(), rows(), c.rows(), grid.patchSize());
    int mark = arena.mark();
    Panels panels = Panels.pairs(b, arena);
    int run = grid.runLength();
    for (int i = 0; i < panels.count(); i++) {
      Panel panel = panels.panel(i);
      for (int y = 0; y < grid.kernelHeight(); y++) {
        TransposedOperand left =
            new TransposedOperand(padded, y * rowLength(), starts, run, rows());
        int to = c.offset() + y * run * c.columns() + panel.firstColumn();
        MatrixProduct.KERNEL.multiply(left, panel, c, to);
      }
    }
    arena.release(mark);
  }

  private int rows() {
    return images * grid.patches();
  }

  private static void requireFit(String product, int inner, int expected, int rows, int needed) {
    if (inner != expected || rows != needed) {
      throw new IllegalArgumentException(
          "patches %s: expected B and C of %d and %d rows, found %d and %d"
              .formatted(product, expected, needed, inner, rows));
    }
  }
}
