package org.sparkgrad.report;

import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * McNemar's test of two models on the same images, in its exact form: if both are equally good,
 * each image that one of them alone gets right is as likely to be the first's as the second's, so
 * the first's share of them is binomial with 1/2. (McNemar 1947; Dietterich, Approximate
 * statistical tests for comparing supervised classification learning algorithms, 1998.)
 *
 * @param both images that both get right
 * @param first images that the first alone gets right
 * @param second images that the second alone gets right
 * @param neither images that both get wrong
 */
public record McNemar(long both, long first, long second, long neither) {

  /**
   * The two-sided p-value, {@code min(1, 2 P(X <= min(first, second)))}; 1 if they never differ.
   */
  public double p() {
    int differing = Math.toIntExact(first + second);
    if (differing == 0) {
      return 1;
    }
    int fewer = Math.toIntExact(Math.min(first, second));
    return Math.min(
        1, 2 * new BinomialDistribution(null, differing, 0.5).cumulativeProbability(fewer));
  }
}
