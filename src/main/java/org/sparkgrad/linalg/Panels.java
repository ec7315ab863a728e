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
      for (int j = 0; j < panels.used(panel); j++) {
        int from = b.offset() + (panel * panels.width + j) * b.columns();
        int to = panels.start(panel) + j;
        for (int p = 0; p < panels.inner; p++) {
          panels.values[to + p * panels.width] = b.values()[from + p];
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

  float[] values() {
    return values;
  }

  int count() {
    return (columns + width - 1) / width;
  }

  /** Where a panel starts in the values. */
  int start(int panel) {
    return panel * inner * width;
  }

  /** How many columns of a panel are in use. */
  int used(int panel) {
    return Math.min(width, columns - panel * width);
  }

  String shape() {
    return inner + " x " + columns;
  }
}
