package org.sparkgrad.linalg;

/**
 * The right operand of a product, cut into panels of adjacent columns. Packed panels are copies,
 * stored row by row, which the inner loops read from front to back; what a last narrow panel lacks
 * is zero. An operand that is used often is packed once.
 */
public final class Panels {
  /** How many entries of a row, one line of a core's cache, are moved at a time. */
  private static final int LINE = 16;

  private final int inner;
  private final int columns;
  private final int width;
  private final Panel[] panels;

  private Panels(int inner, int columns) {
    this.inner = inner;
    this.columns = columns;
    width = MatrixProduct.KERNEL.panelWidth(columns);
    panels = new Panel[(columns + width - 1) / width];
  }

  /** Packs B. */
  public static Panels of(Matrix b) {
    Panels all = new Panels(b.rows(), b.columns());
    for (int i = 0; i < all.count(); i++) {
      all.panels[i] = all.pack(b, i);
    }
    return all;
  }

  /** Packs Bᵀ. */
  public static Panels ofTransposed(Matrix b) {
    Panels all = new Panels(b.columns(), b.rows());
    for (int i = 0; i < all.count(); i++) {
      Panel panel = all.emptyPanel(i);
      for (int p = 0; p < all.inner; p += LINE) {
        transposeLines(b, i * all.width, p, Math.min(p + LINE, all.inner), panel);
      }
      all.panels[i] = panel;
    }
    return all;
  }

  /** Reads B where it stands, but for a last narrow panel: for products of few rows. */
  static Panels inPlace(Matrix b) {
    Panels all = new Panels(b.rows(), b.columns());
    for (int i = 0; i < all.count(); i++) {
      int used = all.used(i);
      all.panels[i] =
          used == all.width
              ? new Panel(b.values(), b.offset() + i * used, b.columns(), used, used)
              : all.pack(b, i);
    }
    return all;
  }

  private Panel pack(Matrix b, int index) {
    Panel panel = emptyPanel(index);
    for (int p = 0; p < inner; p++) {
      int from = b.offset() + p * b.columns() + index * width;
      System.arraycopy(b.values(), from, panel.values(), p * panel.width(), panel.columns());
    }
    return panel;
  }

  private static void transposeLines(Matrix b, int firstRow, int first, int end, Panel panel) {
    for (int j = 0; j < panel.columns(); j++) {
      int from = b.offset() + (firstRow + j) * b.columns();
      for (int p = first; p < end; p++) {
        panel.values()[p * panel.width() + j] = b.values()[from + p];
      }
    }
  }

  /** The last panel may be narrower. */
  private Panel emptyPanel(int index) {
    int used = used(index);
    int ownWidth = MatrixProduct.KERNEL.panelWidth(used);
    return new Panel(new float[Math.multiplyExact(inner, ownWidth)], 0, ownWidth, ownWidth, used);
  }

  private int used(int index) {
    return Math.min(width, columns - index * width);
  }

  int inner() {
    return inner;
  }

  int columns() {
    return columns;
  }

  /** The columns of every panel but the last one. */
  int width() {
    return width;
  }

  int count() {
    return panels.length;
  }

  Panel panel(int index) {
    return panels[index];
  }
}
