package org.sparkgrad.report.study;

import java.util.Arrays;

/**
 * The losses of a cell's batches, a value per iteration, with what is told of them.
 *
 * <p>The last part is the last quarter of the iterations. Its level is the mean there. Its noise is
 * the standard deviation of the losses around their smoothed curve, a centred moving mean {@code
 * s_t} of {@code w = 2h + 1} losses:
 *
 * <pre>noise^2 = sum_t (x_t - s_t)^2 / (n (1 - 1 / w))</pre>
 *
 * over the {@code n} iterations of the last part that have {@code h} on each side; the divisor is
 * what makes it that of independent losses around a straight line, of each of which {@code s_t} has
 * {@code 1 / w}. {@code h} is {@value #HALF_WINDOW}, less where there are few iterations.
 */
record BatchLosses(double[] values) {
  private static final int HALF_WINDOW = 12;

  /** With fewer there is nothing to say. */
  private static final int FEWEST = 40;

  boolean isLongEnough() {
    return values.length >= FEWEST && Arrays.stream(values).allMatch(Double::isFinite);
  }

  /** Before the first update. */
  double first() {
    return values[0];
  }

  /** The mean of the last part. */
  double level() {
    return Arrays.stream(values, start(), values.length).average().orElse(Double.NaN);
  }

  double noise() {
    int h = halfWindow();
    double squares = 0;
    for (int t = start() + h; t < values.length - h; t++) {
      double mean = Arrays.stream(values, t - h, t + h + 1).average().orElseThrow();
      squares += (values[t] - mean) * (values[t] - mean);
    }
    return Math.sqrt(squares / (noiseCount() * (1 - 1.0 / (2 * h + 1))));
  }

  /** How many losses the noise is of. */
  int noiseCount() {
    return values.length - start() - 2 * halfWindow();
  }

  private int start() {
    return values.length - values.length / 4;
  }

  private int halfWindow() {
    return Math.min(HALF_WINDOW, values.length / 4 / 4);
  }
}
