package org.sparkgrad.layer;

import org.sparkgrad.linalg.Segment;

/**
 * Mean and variance of each channel over all places of all rows, which a batch normalisation is
 * given outside of training: {@code m = sum x / n}, {@code v = sum x² / n - m²}, in doubles.
 *
 * @param in the shape of a row
 * @param mean where the parameters hold the means
 * @param variance where they hold the variances
 */
record ChannelStatistics(Shape in, Segment mean, Segment variance) implements Fitting {
  private static final long serialVersionUID = 1L;

  @Override
  public Time time() {
    return Time.BEFORE_EVALUATION;
  }

  @Override
  public int sums() {
    return 2 * in.channels();
  }

  /** Of each channel the sum, then of each the sum of squares. */
  @Override
  public void add(Batch rows, int copy, double[] sums) {
    int channels = in.channels();
    float[] values = rows.values();
    int end = rows.start(copy, rows.rows());
    for (int place = rows.start(copy); place < end; place += channels) {
      for (int c = 0; c < channels; c++) {
        double value = values[place + c];
        sums[c] += value;
        sums[channels + c] += value * value;
      }
    }
  }

  @Override
  public void fit(double[] sums, long rows, float[] parameters) {
    int channels = in.channels();
    double count = (double) rows * in.places();
    for (int c = 0; c < channels; c++) {
      double average = sums[c] / count;
      double squares = sums[channels + c] / count;
      parameters[mean.start() + c] = (float) average;
      parameters[variance.start() + c] = (float) Math.max(0, squares - average * average);
    }
  }
}
