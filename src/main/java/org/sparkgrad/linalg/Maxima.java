package org.sparkgrad.linalg;

/** Elementwise largest values, and to whom they belong. NaN is larger than all numbers. */
public final class Maxima {
  private Maxima() {}

  /** {@code largest[to + i] = max(largest[to + i], values[from + i])} for i below {@code count}. */
  public static void keep(float[] values, int from, float[] largest, int to, int count) {
    MatrixProduct.KERNEL.keepLargest(values, from, largest, to, count);
  }

  /**
   * For every i of {@code largest} that {@code values[from + i]} equals: adds {@code left[i]} to
   * {@code taken[from + i]}, and sets it to 0.
   *
   * @param left as long as {@code largest}
   */
  public static void give(float[] values, int from, float[] largest, float[] left, float[] taken) {
    MatrixProduct.KERNEL.giveToLargest(values, from, largest, left, taken);
  }
}
