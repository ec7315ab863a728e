package org.sparkgrad.linalg;

/**
 * Sums in 64-bit fixed point, with 32 bits behind the binary point.
 *
 * <p>A float {@code v} is rounded once to {@code rint(v * 2^32)}; from there on its sums are
 * integer sums, which are exact and do not depend on the order or grouping in which they are made.
 * Integers would wrap around silently, so every sum carries a bound of its magnitude: the sum, over
 * all that was added, of the largest absolute value added at once. While the bound stays below
 * {@link #LIMIT} no entry, and no partial sum of it in any order, can have left the range of a
 * {@code long}.
 */
public final class FixedPoint {
  /** One unit is 2^-32. */
  public static final int FRACTION_BITS = 32;

  /** A magnitude bound at or above this means that a sum may have overflowed: 2^62. */
  public static final long LIMIT = 1L << 62;

  private static final double SCALE = 0x1p32;
  private static final double UNIT = 0x1p-32;

  private FixedPoint() {}

  /**
   * Rounds {@code values[0 .. sums.length)} to fixed point and adds them to {@code sums}, which is
   * modified.
   *
   * @return the magnitude bound of what was added; {@link #LIMIT} where a value is too large or not
   *     a number
   */
  public static long add(float[] values, long[] sums) {
    double largest = 0;
    for (int i = 0; i < sums.length; i++) {
      double scaled = Math.rint(values[i] * SCALE);
      largest = Math.max(largest, Math.abs(scaled));
      sums[i] += (long) scaled;
    }
    return bound(largest);
  }

  /** The fixed-point value nearest to {@code value}; see {@link #magnitude} for its bound. */
  public static long round(double value) {
    return (long) Math.rint(value * SCALE);
  }

  /** The magnitude bound of one value; {@link #LIMIT} where it is too large or not a number. */
  public static long magnitude(double value) {
    return bound(Math.abs(Math.rint(value * SCALE)));
  }

  /** The bound of a sum of two sums; it stays at {@link #LIMIT} once it got there. */
  public static long addMagnitudes(long first, long second) {
    return first >= LIMIT - second ? LIMIT : first + second;
  }

  /** The value of a fixed-point number. */
  public static double toDouble(long fixed) {
    return fixed * UNIT;
  }

  private static long bound(double scaled) {
    // The comparison is false for NaN, which must count as too large.
    return scaled < LIMIT ? (long) scaled : LIMIT;
  }
}
