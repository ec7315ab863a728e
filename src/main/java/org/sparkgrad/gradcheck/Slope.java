package org.sparkgrad.gradcheck;

/**
 * The slope of the objective along one parameter, as central differences and as the gradient have
 * it.
 *
 * @param parameter its array and its place in it, such as {@code weights[17]}
 */
public record Slope(String parameter, double numeric, double analytic) {
  /** The larger of the two absolute values. */
  double largest() {
    return Math.max(Math.abs(numeric), Math.abs(analytic));
  }

  /**
   * {@code |numeric - analytic| / max(|numeric|, |analytic|)}; 0 if both are 0, infinite if one is
   * NaN.
   */
  public double relativeError() {
    double difference = Math.abs(numeric - analytic);
    if (difference == 0) {
      return 0;
    }
    double error = difference / largest();
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }
}
