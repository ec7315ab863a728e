package org.sparkgrad.linalg;

import java.io.Serializable;
import java.util.List;

/**
 * Sums in 64-bit fixed point (see {@link FixedPoint}) to which matrix products are added group by
 * group: within a group of rows terms are added in floats, in order; what a group gives is rounded
 * once. Adding and merging are integer additions, so the sums have the same bits in whatever order
 * and grouping the groups came.
 *
 * <p>The sums may be those of several owners who know nothing of each other: each has its own bound
 * of what was added, so that one whose sums overflow leaves the others untouched.
 */
public final class FixedPointSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] values;
  private final long[] magnitudes;

  /** Zeros. */
  public FixedPointSums(int size, int owners) {
    values = new long[size];
    magnitudes = new long[owners];
  }

  /**
   * {@code sums += A·B}, where A is m x k, B is k x n, and the m x n sums stand row by row from
   * {@code at}.
   *
   * @param groups of the k rows of B
   * @param owner whose sums these are
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public void addProduct(Matrix a, Matrix b, RowGroups groups, int at, int owner) {
    requireFit(a, b, groups, at);
    ProductBound bound = new ProductBound(a, b);
    double largest = 0;
    for (int group = 0; group < groups.count(); group++) {
      double added = bound.of(groups.start(group), groups.end(group));
      addMagnitude(owner, FixedPoint.magnitude(added));
      largest = Math.max(largest, added);
    }
    new RoundedProduct(a, b, groups, FixedPoint.isSmall(largest)).addTo(values, at);
  }

  /**
   * {@code sums += 1ᵀ·A}, the sums of the columns of A, which stand from {@code at}.
   *
   * @param groups of the rows of A
   * @param owner whose sums these are
   */
  public void addColumnSums(Matrix a, RowGroups groups, int at, int owner) {
    for (int group = 0; group < groups.count(); group++) {
      float[] sums = new float[a.columns()];
      for (int row = groups.start(group); row < groups.end(group); row++) {
        GroupSums.add(a.values(), a.offset() + row * a.columns(), sums, sums.length);
      }
      addMagnitude(owner, FixedPoint.add(sums, 0, values, at, sums.length));
    }
  }

  /** {@code sums[index] += value}. */
  public void add(double value, int index, int owner) {
    values[index] += FixedPoint.round(value);
    addMagnitude(owner, FixedPoint.magnitude(value));
  }

  /** Adds other sums of the same shape. */
  public void add(FixedPointSums other) {
    for (int i = 0; i < values.length; i++) {
      values[i] += other.values[i];
    }
    for (int owner = 0; owner < magnitudes.length; owner++) {
      addMagnitude(owner, other.magnitudes[owner]);
    }
  }

  /** The total of one entry of several sums. */
  public static double total(List<FixedPointSums> parts, int index) {
    long total = 0;
    for (FixedPointSums part : parts) {
      total += part.values[index];
    }
    return FixedPoint.toDouble(total);
  }

  /** Whether the total of several sums may have left the range of a {@code long}. */
  public static boolean mayOverflow(List<FixedPointSums> parts, int owner) {
    long magnitude = 0;
    for (FixedPointSums part : parts) {
      magnitude = FixedPoint.addMagnitudes(magnitude, part.magnitudes[owner]);
    }
    return magnitude >= FixedPoint.LIMIT;
  }

  private void addMagnitude(int owner, long added) {
    magnitudes[owner] = FixedPoint.addMagnitudes(magnitudes[owner], added);
  }

  private void requireFit(Matrix a, Matrix b, RowGroups groups, int at) {
    if (a.columns() != b.rows()
        || groups.rows() != b.rows()
        || at + (long) a.rows() * b.columns() > values.length) {
      throw new IllegalArgumentException(
          "sums += A·B: the shapes do not fit: %s times %s in groups of %d rows from %d of %d sums"
              .formatted(a.shape(), b.shape(), groups.rows(), at, values.length));
    }
  }
}
