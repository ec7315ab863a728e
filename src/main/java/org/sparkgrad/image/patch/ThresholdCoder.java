package org.sparkgrad.image.patch;

import org.sparkgrad.linalg.Matrix;

/** {@code max(0, a - t)} of every product a, then {@code max(0, -a - t)} of every one. */
final class ThresholdCoder implements PatchCoder {
  private final int filters;
  private final float threshold;

  ThresholdCoder(int filters, float threshold) {
    this.filters = filters;
    this.threshold = threshold;
  }

  @Override
  public void prepare(Matrix patches, Matrix products) {
    // The products are what is added.
  }

  @Override
  public void add(float[] prepared, int from, float[] sums, int to) {
    int second = to + filters;
    for (int k = 0; k < filters; k++) {
      sums[to + k] += Math.max(0, prepared[from + k] - threshold);
    }
    for (int k = 0; k < filters; k++) {
      sums[second + k] += Math.max(0, -prepared[from + k] - threshold);
    }
  }
}
