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

  static final double SCALE = 0x1p32;
  static final double UNIT = 0x1p-32;

  /**
   * A double below 2^51 in size, added to this, has no bits left behind the point: the sum rounds
   * it to the nearest integer, ties to even, which then stands in the low bits of the sum.
   */
  static final double ROUNDER = 0x1.8p52;

  static final long ROUNDER_BITS = Double.doubleToRawLongBits(ROUNDER);

  /** Values below this in size are below 2^51 when scaled. */
  private static final float SMALL = 0x1p19f;

  /** As bits, which order as sizes do. */
  private static final int SMALL_BITS = Float.floatToRawIntBits(SMALL);

  /** Without its sign, a float's bits order as sizes do, what is not a number above all. */
  static final int SIGN_MASK = 0x7FFFFFFF;

  private FixedPoint() {}

  /**
   * Rounds {@code values[0 .. sums.length)} to fixed point and adds them to {@code sums}, which is
   * modified.
   *
   * @return the magnitude bound of what was added; {@link #LIMIT} where a value is too large or not
   *     a number
   */
  public static long add(float[] values, long[] sums) {
    return add(values, 0, sums, 0, sums.length);
  }

  /**
   * Rounds {@code values[from .. from + length)} and adds them to {@code sums[to .. to + length)};
   * see {@link #add(float[], long[])}.
   */
  public static long add(float[] values, int from, long[] sums, int to, int length) {
    int largestBits = largestBits(values, from, from + length);
    // Infinities and what is not a number have larger bits than any number.
    if (largestBits < SMALL_BITS) {
      addSmall(values, from, sums, to, length);
    } else {
      addLarge(values, from, sums, to, length);
    }
    return magnitude(Float.intBitsToFloat(largestBits));
  }

  /** The bits of the largest size. */
  static int largestBits(float[] values, int start, int end) {
    int bits = 0;
    for (int i = start; i < end; i++) {
      bits = Math.max(bits, Float.floatToRawIntBits(values[i]) & SIGN_MASK);
    }
    return bits;
  }

  /** Adds {@link #isSmall small} values. */
  static void addSmall(float[] values, int from, long[] sums, int to, int length) {
    for (int i = 0; i < length; i++) {
      sums[to + i] += Double.doubleToRawLongBits(values[from + i] * SCALE + ROUNDER) - ROUNDER_BITS;
    }
  }

  private static void addLarge(float[] values, int from, long[] sums, int to, int length) {
    for (int i = 0; i < length; i++) {
      sums[to + i] += round(values[from + i]);
    }
  }

  /** Whether values up to this size can be rounded by one addition. */
  static boolean isSmall(double size) {
    return size < SMALL;
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
