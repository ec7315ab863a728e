package org.sparkgrad.image;

/**
 * Weights by which a stretch of one axis becomes {@code outputs} pixels: output i is the sum of
 * {@code weights[i][k] * pixel[first[i] + k]}, and its weights add up to 1.
 *
 * <p>A stretch longer than the output is averaged by area: output i covers {@code [start + i s,
 * start + (i + 1) s)} with {@code s = length / outputs}, and a pixel counts by the share of it that
 * is covered. A shorter one is interpolated: output i stands at {@code start + (i + 0.5) s - 0.5}
 * between the centres of two pixels. If both are of one length, every pixel stays as it is.
 */
final class Resampling {
  final int[] first;
  final double[][] weights;

  private Resampling(int outputs) {
    first = new int[outputs];
    weights = new double[outputs][];
  }

  /**
   * @param start of the stretch, 0 or more; may lie between two pixels
   * @param length of the stretch, above 0
   * @param pixels of the axis, at least {@code start + length}
   */
  static Resampling of(double start, double length, int pixels, int outputs) {
    Resampling resampling = new Resampling(outputs);
    double step = length / outputs;
    for (int i = 0; i < outputs; i++) {
      if (step > 1) {
        resampling.average(i, start + i * step, start + (i + 1) * step, pixels);
      } else {
        resampling.interpolate(i, start + (i + 0.5) * step - 0.5, pixels);
      }
    }
    return resampling;
  }

  private void average(int output, double from, double to, int pixels) {
    int low = Math.min((int) from, pixels - 1);
    int high = Math.max(low + 1, Math.min((int) Math.ceil(to), pixels));
    first[output] = low;
    weights[output] = new double[high - low];
    double sum = 0;
    for (int k = low; k < high; k++) {
      double covered = Math.min(to, k + 1) - Math.max(from, k);
      weights[output][k - low] = Math.max(0, covered);
      sum += Math.max(0, covered);
    }
    for (int k = 0; k < weights[output].length; k++) {
      weights[output][k] /= sum;
    }
  }

  private void interpolate(int output, double at, int pixels) {
    double inside = Math.max(0, Math.min(at, pixels - 1));
    int low = (int) inside;
    double share = inside - low;
    first[output] = low;
    weights[output] = share == 0 ? new double[] {1} : new double[] {1 - share, share};
  }

  /** The pixel after the last one that is read. */
  int end() {
    int last = first.length - 1;
    return first[last] + weights[last].length;
  }
}
