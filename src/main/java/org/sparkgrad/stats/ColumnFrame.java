package org.sparkgrad.stats;

import java.io.Serializable;
import org.sparkgrad.linalg.Matrix;

/**
 * Where the values of every column lie: {@code y = (x - center) / 2^exponent} has an absolute value
 * below 1, so that floats have room for the sum of its squares, and digits for it, whatever the
 * scale of x. Dividing by a power of two rounds nothing.
 */
final class ColumnFrame implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] centers;
  private final int[] exponents;

  ColumnFrame(float[] centers, int[] exponents) {
    this.centers = centers;
    this.exponents = exponents;
  }

  /** x to y, in place. */
  void enter(Matrix values) {
    float[] factors = new float[exponents.length];
    for (int j = 0; j < factors.length; j++) {
      factors[j] = Math.scalb(1f, -exponents[j]);
    }
    for (int i = 0; i < values.rows(); i++) {
      int from = values.offset() + i * values.columns();
      for (int j = 0; j < factors.length; j++) {
        values.values()[from + j] = (values.values()[from + j] - centers[j]) * factors[j];
      }
    }
  }

  int columns() {
    return centers.length;
  }

  double center(int column) {
    return centers[column];
  }

  /** The power of two by which distances in column {@code column} were divided. */
  double unit(int column) {
    return Math.scalb(1.0, exponents[column]);
  }
}
