package org.sparkgrad.linalg;

import java.io.Serializable;
import java.util.Arrays;
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

  /** Totals made at a time, so that they stay in a core's nearest cache. */
  private static final int RUN = 1024;

  private final long[] values;
  private final long[] magnitudes;

  /**
   * False in a copy that came over the network: a driver would heap up what its tasks never take.
   */
  private final transient boolean taken;

  /** Entries from here on are zeros that have not been written yet. */
  private int written;

  /** Zeros. */
  public FixedPointSums(int size, int owners) {
    values = LongArrays.take(size);
    magnitudes = new long[owners];
    taken = true;
  }

  /**
   * {@code sums += A·B}, where A is m x k, B is k x n, and the m x n sums stand row by row from
   * {@code at}. The owners have equal shares of the rows of A, in their order.
   *
   * @param groups of the k rows of B
   * @throws IllegalArgumentException where the shapes do not fit
   */
  public void addProduct(Matrix a, Matrix b, RowGroups groups, int at) {
    addProduct(a, b, groups, at, 0, magnitudes.length);
  }

  /** The same, where all rows of A are of one owner. */
  public void addProduct(Matrix a, Matrix b, RowGroups groups, int at, int owner) {
    addProduct(a, b, groups, at, owner, 1);
  }

  private void addProduct(
      Matrix a, Matrix b, RowGroups groups, int at, int firstOwner, int owners) {
    requireFit(a, b, groups, at, owners);
    int share = a.rows() / owners;
    ProductBound bound = new ProductBound(a, b);
    double largest = 0;
    for (int i = 0; i < owners; i++) {
      for (int group = 0; group < groups.count(); group++) {
        double added = bound.of(i * share, (i + 1) * share, groups.start(group), groups.end(group));
        addMagnitude(firstOwner + i, FixedPoint.magnitude(added));
        largest = Math.max(largest, added);
      }
    }
    int end = at + a.rows() * b.columns();
    boolean first = at == written;
    written = first ? end : written;
    write(end);
    new RoundedProduct(a, b, groups, FixedPoint.isSmall(largest)).addTo(values, at, first);
  }

  /**
   * {@code sums += 1ᵀ·A}, the sums of the columns of A, which stand from {@code at}.
   *
   * @param groups of the rows of A
   * @param owner whose sums these are
   */
  public void addColumnSums(Matrix a, RowGroups groups, int at, int owner) {
    write(at + a.columns());
    for (int group = 0; group < groups.count(); group++) {
      float[] sums = new float[a.columns()];
      for (int row = groups.start(group); row < groups.end(group); row++) {
        for (int j = 0; j < sums.length; j++) {
          sums[j] += a.values()[a.offset() + row * a.columns() + j];
        }
      }
      addMagnitude(owner, FixedPoint.add(sums, 0, values, at, sums.length));
    }
  }

  /** {@code sums[index] += value}. */
  public void add(double value, int index, int owner) {
    write(index + 1);
    values[index] += FixedPoint.round(value);
    addMagnitude(owner, FixedPoint.magnitude(value));
  }

  /** Adds other sums of the same shape. */
  public void add(FixedPointSums other) {
    write(other.written);
    for (int i = 0; i < other.written; i++) {
      values[i] += other.values[i];
    }
    for (int owner = 0; owner < magnitudes.length; owner++) {
      addMagnitude(owner, other.magnitudes[owner]);
    }
  }

  /**
   * The quotient of the total of several sums by {@code divisor}, for some of the entries.
   *
   * @param out overwritten from {@code to} on
   */
  public static void divideTotal(
      List<FixedPointSums> parts, long divisor, int from, int length, float[] out, int to) {
    double factor = FixedPoint.UNIT / divisor;
    long[] totals = new long[Math.min(length, RUN)];
    for (int start = 0; start < length; start += RUN) {
      int size = Math.min(RUN, length - start);
      Arrays.fill(totals, 0);
      for (FixedPointSums part : parts) {
        part.write(from + length);
        for (int i = 0; i < size; i++) {
          totals[i] += part.values[from + start + i];
        }
      }
      MatrixProduct.KERNEL.scaleSums(totals, factor, out, to + start, size);
    }
  }

  /** The total of one entry of several sums. */
  public static double total(List<FixedPointSums> parts, int index) {
    long total = 0;
    for (FixedPointSums part : parts) {
      part.write(index + 1);
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

  /** Gives its memory back; the sums may be used no longer. */
  public void release() {
    if (taken) {
      LongArrays.giveBack(values);
    }
  }

  /** Writes the zeros before {@code end} that have not been written yet. */
  private void write(int end) {
    if (end > written) {
      Arrays.fill(values, written, end, 0);
      written = end;
    }
  }

  private void addMagnitude(int owner, long added) {
    magnitudes[owner] = FixedPoint.addMagnitudes(magnitudes[owner], added);
  }

  private void requireFit(Matrix a, Matrix b, RowGroups groups, int at, int owners) {
    if (a.columns() != b.rows()
        || groups.rows() != b.rows()
        || a.rows() % owners != 0
        || at + (long) a.rows() * b.columns() > values.length) {
      throw new IllegalArgumentException(
          ("sums += A·B: the shapes do not fit: %s times %s in groups of %d rows from %d of %d"
                  + " sums of %d owners")
              .formatted(a.shape(), b.shape(), groups.rows(), at, values.length, owners));
    }
  }
}
