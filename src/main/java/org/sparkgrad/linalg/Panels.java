package org.sparkgrad.linalg;

import java.util.ArrayList;
import java.util.List;

/**
 * The right operand of a product, cut into panels of adjacent columns. Packed panels are copies,
 * stored row by row, which the inner loops read from front to back; what a last narrow panel lacks
 * is undefined. An operand that is used often is packed once.
 */
public final class Panels {
  /** How many entries of a row, one line of a core's cache, are moved at a time. */
  private static final int LINE = 16;

  /** Up to so many rows of a product, packing would cost more than it saves. */
  static final int FEW_ROWS = 20;

  private final int inner;
  private final int columns;
  private final Arena arena;
  private final List<Panel> panels = new ArrayList<>();

  private Panels(int inner, int columns, Arena arena) {
    this.inner = inner;
    this.columns = columns;
    this.arena = arena;
  }

  /** Packs B. */
  public static Panels of(Matrix b) {
    return of(b, new Arena());
  }

  /** Packs B into buffers of an arena. */
  public static Panels of(Matrix b, Arena arena) {
    Panels all = new Panels(b.rows(), b.columns(), arena);
    for (int column = 0; column < b.columns(); ) {
      column += all.pack(b, column);
    }
    return all;
  }

  /** Packs Bᵀ. */
  public static Panels ofTransposed(Matrix b) {
    return ofTransposed(b, new Arena());
  }

  /** Packs Bᵀ into buffers of an arena. */
  public static Panels ofTransposed(Matrix b, Arena arena) {
    Panels all = new Panels(b.columns(), b.rows(), arena);
    for (int column = 0; column < b.rows(); ) {
      Panel panel = all.addEmpty(column);
      for (int p = 0; p < all.inner; p += LINE) {
        transposeLines(b, p, Math.min(p + LINE, all.inner), panel);
      }
      column += panel.columns();
    }
    return all;
  }

  /** For one product with a left operand of {@code rows} rows. */
  static Panels forRows(int rows, Matrix b, Arena arena) {
    return rows > FEW_ROWS ? of(b, arena) : inPlace(b, arena);
  }

  /** Reads B where it stands, but for narrow last panels. */
  private static Panels inPlace(Matrix b, Arena arena) {
    Panels all = new Panels(b.rows(), b.columns(), arena);
    for (int column = 0; column < b.columns(); ) {
      int width = MatrixProduct.KERNEL.panelWidth(b.columns() - column);
      if (column + width <= b.columns()) {
        int start = b.offset() + column;
        all.panels.add(new Panel(b.values(), start, b.columns(), width, column, width));
        column += width;
      } else {
        column += all.pack(b, column);
      }
    }
    return all;
  }

  /** For a product with a {@link TransposedOperand}: B where it stands, unless that is narrow. */
  static Panels pairs(Matrix b, Arena arena) {
    int width = MatrixProduct.KERNEL.pairWidth();
    Panels all = new Panels(b.rows(), b.columns(), arena);
    for (int column = 0; column < b.columns(); column += width) {
      if (column + width <= b.columns()) {
        all.panels.add(
            new Panel(b.values(), b.offset() + column, b.columns(), width, column, width));
      } else {
        all.pack(b, column, width);
      }
    }
    return all;
  }

  /** Packs the columns from {@code column} on that make a panel; returns how many they are. */
  private int pack(Matrix b, int column) {
    return pack(b, column, MatrixProduct.KERNEL.panelWidth(columns - column));
  }

  private int pack(Matrix b, int column, int width) {
    Panel panel = addEmpty(column, width);
    for (int p = 0; p < inner; p++) {
      int from = b.offset() + p * b.columns() + column;
      System.arraycopy(b.values(), from, panel.values(), p * panel.width(), panel.columns());
    }
    return panel.columns();
  }

  private static void transposeLines(Matrix b, int first, int end, Panel panel) {
    for (int j = 0; j < panel.columns(); j++) {
      int from = b.offset() + (panel.firstColumn() + j) * b.columns();
      for (int p = first; p < end; p++) {
        panel.values()[p * panel.width() + j] = b.values()[from + p];
      }
    }
  }

  private Panel addEmpty(int column) {
    return addEmpty(column, MatrixProduct.KERNEL.panelWidth(columns - column));
  }

  private Panel addEmpty(int column, int width) {
    float[] values = arena.take(Math.multiplyExact(inner, width));
    Panel panel = new Panel(values, 0, width, width, column, Math.min(width, columns - column));
    panels.add(panel);
    return panel;
  }

  int inner() {
    return inner;
  }

  int columns() {
    return columns;
  }

  /** The width of the widest panel. */
  int widest() {
    return panels.stream().mapToInt(Panel::width).max().orElse(0);
  }

  int count() {
    return panels.size();
  }

  Panel panel(int index) {
    return panels.get(index);
  }
}
