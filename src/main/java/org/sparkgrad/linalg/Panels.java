package org.sparkgrad.linalg;

/**
 * The right operand of a product, cut into panels of adjacent columns that are stored one after the
 * other, row by row, so that the inner loops read it from front to back. What a last narrow panel
 * lacks is zero. Packing costs a copy; an operand that is used often is packed once.
 */
public final class Panels {
  private final int inner;
  private final int columns;
  private final int width;
  private final float[] values;

  private Panels(int inner, int columns) {
    this.inner = inner;
    this.columns = columns;
    width = MatrixProduct.KERNEL.panelWidth(columns);
    values = new float[Math.multiplyExact(count(), inner * width)];
  }

  /** Packs B. */
  public static Panels of(Matrix b) {
    Panels panels = new Panels(b.rows(), b.columns());
    for (int panel = 0; panel < panels.count(); panel++) {
      int used = panels.used(panel);
      for (int p = 0; p < panels.inner; p++) {
        int from = b.offset() + p * b.columns() + panel * panels.width;
        int to = panels.start(panel) + p * panels.width;
        System.arraycopy(b.values(), from, panels.values, to, used);
      }
    }
    return panels;
  }

  /** Packs Bᵀ. */
  public static Panels ofTransposed(Matrix b) {
    Panels panels = new Panels(b.columns(), b.rows());
    for (int panel = 0; panel < panels.count(); panel++) {
      int from = b.offset() + panel * panels.width * b.columns();
      int used = panels.used(panel);
      for (int p = 0; p < panels.inner; p++) {
        int to = panels.start(panel) + p * panels.width;
        for (int j = 0; j < used; j++) {
          panels.values[to + j] = b.values()[from + j * b.columns() + p];
        }
      }
    }
    return panels;
  }

  int inner() {
    return inner;
  }

  int columns() {
    return columns;
  }

  int width() {
    return width;
  }

  int count() {
    return (columns + width - 1) / width;
  }

  Panel panel(int index) {
    return new Panel(values, start(index), width, width, used(index));
  }

  private int start(int panel) {
    return panel * inner * width;
  }

  private int used(int panel) {
    return Math.min(width, columns - panel * width);
  }
}
