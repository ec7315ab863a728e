package org.sparkgrad;

/** Pearson's statistic of how far counts are from equal shares. */
public final class ChiSquare {
  private ChiSquare() {}

  /**
   * The sum of {@code (count - share)^2 / share}, whose mean is the number of counts minus one, and
   * whose variance is twice that, where all counts are equally likely.
   */
  public static double ofEqualShares(int[] counts) {
    double total = 0;
    for (int count : counts) {
      total += count;
    }
    double share = total / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - share) * (count - share) / share;
    }
    return sum;
  }

  /** Five standard deviations above the mean of the statistic of {@code counts} counts. */
  public static double bound(int counts) {
    return counts - 1 + 5 * Math.sqrt(2.0 * (counts - 1));
  }
}
