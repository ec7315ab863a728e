package org.sparkgrad.linalg;

/**
 * How many values products take from an {@link Arena}: right operands that they pack, and tiles.
 */
public final class PackedValues {
  private PackedValues() {}

  /** Of {@link Panels#of} or {@link Panels#ofTransposed}: an operand of inner x columns. */
  public static long all(long inner, int columns) {
    return sum(inner, columns, false);
  }

  /** Of {@link MatrixProduct#add(Matrix, Matrix, Matrix, Arena)}, where A has {@code rows} rows. */
  public static long ofProduct(long rows, long inner, int columns) {
    return sum(inner, columns, rows <= Panels.FEW_ROWS);
  }

  /** Of {@link GroupSums#putProduct} for one group, where A has {@code rows} rows. */
  public static long ofSums(long rows, long inner, int columns) {
    long tile = Math.min(TiledProduct.TILE_ROWS, rows) * MatrixProduct.KERNEL.panelWidth(columns);
    return tile + ofProduct(rows, inner, columns);
  }

  /**
   * Of {@link Patches#multiply}, where C is rows x columns: a copy of what does not fill a panel.
   */
  public static long ofEdge(long rows, int columns) {
    return sum(rows, columns, true);
  }

  /** Of {@link Patches#multiplyTransposed}, where B is inner x columns. */
  public static long ofTransposed(long inner, int columns) {
    int width = MatrixProduct.KERNEL.pairWidth();
    return columns % width == 0 ? 0 : inner * width;
  }

  /**
   * @param lastAlone whether only a last panel is packed, and that if it is not full
   */
  private static long sum(long inner, int columns, boolean lastAlone) {
    long sum = 0;
    for (long column = 0; column < columns; ) {
      int width = MatrixProduct.KERNEL.panelWidth((int) (columns - column));
      column += width;
      sum += lastAlone && column <= columns ? 0 : inner * width;
    }
    return sum;
  }
}
