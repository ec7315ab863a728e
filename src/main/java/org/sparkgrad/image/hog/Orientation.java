package org.sparkgrad.image.hog;

/**
 * The unsigned orientation of a gradient, in half turns: {@code atan2(dy, dx) / pi}, plus 1 if it
 * is negative, and 0 for 1. Opposite gradients have one orientation; multiples of 45 degrees are
 * exact. The orientation of (0, 0) is 0.
 */
final class Orientation {
  /** The largest difference of two bytes. */
  private static final int MOST = 255;

  private static final int COLUMNS = 2 * MOST + 1;
  private static final double INVERSE_PI = 1 / Math.PI;

  /** Orientations for all dy from 0 to 255 and, within, all dx from -255 to 255. */
  private static final double[] TABLE = table();

  /** Leading bits of longer gradients, which are looked up. */
  private static final int COARSE_BITS = 7;

  private Orientation() {}

  /** For differences of bytes, from -255 to 255: looked up. */
  static double ofBytes(int dx, int dy) {
    int turn = dy >> 31;
    return TABLE[((dy ^ turn) - turn) * COLUMNS + ((dx ^ turn) - turn) + MOST];
  }

  /**
   * For any differences below 2^23, within 2^-52: the orientation of the leading bits {@code (cx,
   * cy)}, looked up, plus {@code atan(z) / pi} for the turn that is left, {@code z = (cx dy - cy
   * dx) / (cx dx + cy dy)}. z is below 1/32, so that its series needs four terms.
   */
  static double of(int dx, int dy) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(dx) | Math.abs(dy));
    int shift = Math.max(bits - COARSE_BITS, 0);
    int coarseX = truncate(dx, shift);
    int coarseY = truncate(dy, shift);
    int sine = coarseX * dy - coarseY * dx;
    int cosine = Math.max(coarseX * dx + coarseY * dy, 1);
    double orientation =
        ofBytes(coarseX, coarseY) + arcTangent((double) sine / cosine) * INVERSE_PI;
    return orientation < 0 ? orientation + 1 : orientation;
  }

  /** {@code value / 2^shift} towards 0. */
  private static int truncate(int value, int shift) {
    int sign = value >> 31;
    int size = ((value ^ sign) - sign) >> shift;
    return (size ^ sign) - sign;
  }

  private static double arcTangent(double z) {
    double square = z * z;
    return z * (1 - square * (1.0 / 3 - square * (1.0 / 5 - square * (1.0 / 7))));
  }

  private static double[] table() {
    double[] table = new double[(MOST + 1) * COLUMNS];
    for (int dy = 0; dy <= MOST; dy++) {
      for (int dx = -MOST; dx <= MOST; dx++) {
        table[dy * COLUMNS + dx + MOST] = fromOctant(dx, dy);
      }
    }
    return table;
  }

  /** From the angle to the nearer axis, so that mirror images sum to 1. */
  private static double fromOctant(int dx, int dy) {
    int width = Math.abs(dx);
    double octant = StrictMath.atan2(Math.min(width, dy), Math.max(width, dy)) / Math.PI;
    double quadrant = dy > width ? 0.5 - octant : octant;
    return dx < 0 && dy > 0 ? 1 - quadrant : quadrant;
  }
}
