package org.sparkgrad.report;

/**
 * A share of rows, such as an accuracy, with Wilson's 95 % interval.
 *
 * <p>Of {@code k} rows out of {@code n}, with {@code p = k / n} and {@code z = 1.96} the interval
 * is
 *
 * <pre>(p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)</pre>
 *
 * <p>It holds the true share in about 95 % of samples, also of few rows and of shares near 0 and 1
 * (Wilson 1927; Brown, Cai and DasGupta, Interval estimation for a binomial proportion, 2001).
 *
 * @param hits k
 * @param rows n, at least 1
 */
public record Share(long hits, long rows) {
  /** The quantile of the standard normal distribution at 0.975. */
  private static final double Z = 1.959963984540054;

  public double value() {
    return (double) hits / rows;
  }

  public double low() {
    return hits == 0 ? 0 : (centre() - halfWidth()) / scale();
  }

  public double high() {
    return hits == rows ? 1 : (centre() + halfWidth()) / scale();
  }

  private double centre() {
    return value() + Z * Z / (2 * rows);
  }

  private double halfWidth() {
    double p = value();
    return Z * Math.sqrt(p * (1 - p) / rows + Z * Z / (4.0 * rows * rows));
  }

  private double scale() {
    return 1 + Z * Z / rows;
  }
}
