package org.sparkgrad.model;

/** The rectified linear unit, max(0, x), whose slope at 0 is taken to be 0. */
final class Rectifier {
  private Rectifier() {}

  /** {@code values <- max(0, values)} for the first {@code count}; NaN stays NaN. */
  static void apply(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(0, values[i]);
    }
  }

  /**
   * Rows of {@code 2 * columns}: max(0, x) of each entry, then max(0, -x) of each.
   *
   * @param pairs overwritten
   * @return {@code pairs}
   */
  static float[] pairs(float[] values, int rows, int columns, float[] pairs) {
    for (int row = 0; row < rows; row++) {
      int from = row * columns;
      for (int k = 0; k < columns; k++) {
        float x = values[from + k];
        pairs[2 * from + k] = Math.max(0, x);
        pairs[2 * from + columns + k] = Math.max(0, -x);
      }
    }
    return pairs;
  }
}
