package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.List;

/**
 * How well probabilities agree with accuracies: rows in ten bins of equal width by the probability
 * of their prediction, as in Guo, Pleiss, Sun and Weinberger, On calibration of modern neural
 * networks, 2017.
 *
 * @param bins those that have rows
 */
public record Calibration(List<Bin> bins) {
  private static final int BINS = 10;

  /**
   * @param from lower end of its probabilities, which the first bin alone includes
   * @param probability mean of its rows
   * @param right how many of its rows are predicted right
   */
  public record Bin(double from, double to, double probability, Share right) {}

  static Calibration of(Predictions predictions) {
    double[] sums = new double[BINS];
    long[] rows = new long[BINS];
    long[] right = new long[BINS];
    for (int i = 0; i < predictions.size(); i++) {
      double probability = predictions.probability(i);
      int bin = (int) Math.min(BINS - 1, Math.max(0, Math.ceil(probability * BINS) - 1));
      sums[bin] += probability;
      rows[bin]++;
      right[bin] += predictions.isRight(i) ? 1 : 0;
    }
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (rows[i] > 0) {
        bins.add(
            new Bin(
                (double) i / BINS,
                (i + 1.0) / BINS,
                sums[i] / rows[i],
                new Share(right[i], rows[i])));
      }
    }
    return new Calibration(bins);
  }

  /** The expected calibration error: the mean over all rows of |accuracy - probability| by bins. */
  public double error() {
    double sum = 0;
    long rows = 0;
    for (Bin bin : bins) {
      sum += bin.right().rows() * Math.abs(bin.right().value() - bin.probability());
      rows += bin.right().rows();
    }
    return sum / rows;
  }
}
