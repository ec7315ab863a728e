package org.sparkgrad.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A cell's learning curve, a value per iteration; NaN where nothing was measured.
 *
 * @param epoch how often the training part had been read after the iteration
 * @param rate learning rate
 * @param loss mean loss of the batch, before the update
 * @param trainAccuracy of a sample of the training part
 */
public record Curve(
    String cell,
    double[] iteration,
    double[] epoch,
    double[] rate,
    double[] loss,
    double[] penalty,
    double[] trainAccuracy,
    double[] validationAccuracy,
    double[] validationLoss) {
  private static final int SPAN = 50;

  int size() {
    return iteration.length;
  }

  /**
   * The loss smoothed: an exponential moving average over about a fiftieth of the iterations, less
   * its pull to 0 at the start: {@code s_t = b s_(t-1) + (1 - b) x_t}, {@code s_t / (1 - b^t)}.
   */
  double[] smoothedLoss() {
    double keep = 1 - 1 / Math.max(1.0, (double) size() / SPAN);
    double[] smoothed = new double[size()];
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < smoothed.length; i++) {
      if (Double.isFinite(loss[i])) {
        sum = keep * sum + (1 - keep) * loss[i];
        weight = keep * weight + (1 - keep);
      }
      smoothed[i] = Double.isFinite(loss[i]) ? sum / weight : Double.NaN;
    }
    return smoothed;
  }

  /** The indices of at most so many iterations, evenly spread, the first and last included. */
  int[] spread(int most) {
    int count = Math.min(most, size());
    int[] indices = new int[count];
    for (int i = 0; i < count; i++) {
      indices[i] = count == 1 ? 0 : (int) Math.round((double) i * (size() - 1) / (count - 1));
    }
    return indices;
  }

  /** The indices of at most so many iterations at which something was measured. */
  static int[] measured(double[] values, int most) {
    int[] all = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    int step = Math.max(1, (all.length + most - 1) / most);
    return IntStream.range(0, all.length)
        .filter(i -> (all.length - 1 - i) % step == 0)
        .map(i -> all[i])
        .toArray();
  }

  /** Lowest and highest of each of so many stretches, in their order: what a thin line shows. */
  int[] extremes(int stretches) {
    if (size() <= 2 * stretches) {
      return spread(size());
    }
    int[] indices = new int[2 * stretches];
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) i * size() / stretches);
      int to = (int) ((long) (i + 1) * size() / stretches);
      int low = from;
      int high = from;
      for (int j = from; j < to; j++) {
        low = loss[j] < loss[low] ? j : low;
        high = loss[j] > loss[high] ? j : high;
      }
      indices[2 * i] = Math.min(low, high);
      indices[2 * i + 1] = Math.max(low, high);
    }
    return indices;
  }

  static double[] at(double[] values, int[] indices) {
    return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
  }
}
