package org.sparkgrad.stats;

/** Mean and standard deviation of each value over the rows of a range. */
public interface ColumnStatistics {
  /** The mean of value {@code k}. */
  double mean(int k);

  /** The population standard deviation of value {@code k}, with divisor n. */
  double standardDeviation(int k);
}
