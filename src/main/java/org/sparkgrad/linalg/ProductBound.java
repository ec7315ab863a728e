package org.sparkgrad.linalg;

/**
 * Bounds the entries of a product A·B without making it: {@code |sum_p a_ip * b_pj| <= sum_p max_i
 * |a_ip| * max_j |b_pj|}.
 */
final class ProductBound {
  /** By less than this factor do float sums of up to a million terms exceed the exact ones. */
  private static final double ROUNDING = 1.1;

  private final Matrix a;
  private final float[] largestOfRow;

  ProductBound(Matrix a, Matrix b) {
    this.a = a;
    largestOfRow = new float[b.rows()];
    for (int p = 0; p < b.rows(); p++) {
      largestOfRow[p] =
          MatrixProduct.KERNEL.largestSize(b.values(), b.offset() + p * b.columns(), b.columns());
    }
  }

  /** The bound over some of the terms; NaN where one of them is NaN. */
  double of(int firstTerm, int endTerm) {
    double[] sizes = new double[endTerm - firstTerm];
    double bound = 0;
    for (int row = 0; row < a.rows(); row++) {
      int at = a.offset() + row * a.columns();
      for (int p = 0; p < sizes.length; p++) {
        sizes[p] = Math.max(sizes[p], Math.abs(a.values()[at + firstTerm + p]));
      }
    }
    for (int p = 0; p < sizes.length; p++) {
      bound += sizes[p] * largestOfRow[firstTerm + p];
    }
    return ROUNDING * bound;
  }
}
