package org.sparkgrad.layer;

/** The standard normal distribution, in doubles. */
final class NormalDistribution {
  /** Beyond it the distribution function is 0 or 1 to within a double's precision. */
  private static final double END = 9;

  private NormalDistribution() {}

  /** {@code φ(x) = exp(-x²/2) / sqrt(2π)}. */
  static double density(double x) {
    return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * {@code Φ(x) = 1/2 + φ(x) (x + x³/3 + x⁵/(3·5) + ...)}. Source: Marsaglia, "Evaluating the
   * normal distribution", 2004.
   */
  static double below(double x) {
    if (Math.abs(x) > END) {
      return x > 0 ? 1 : 0;
    }
    double sum = 0;
    double term = x;
    // False for NaN.
    for (int i = 1; Math.abs(term) > 0x1p-60 * Math.abs(sum); i += 2) {
      sum += term;
      term *= x * x / (i + 2);
    }
    return 0.5 + sum * density(x);
  }
}
