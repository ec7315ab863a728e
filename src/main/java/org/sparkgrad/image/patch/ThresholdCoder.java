package org.sparkgrad.image.patch;

import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.SoftThreshold;

/** {@code max(0, a - t)} of every product a, then {@code max(0, -a - t)} of every one. */
final class ThresholdCoder implements PatchCoder {
  private final float threshold;

  ThresholdCoder(float threshold) {
    this.threshold = threshold;
  }

  @Override
  public void prepare(Matrix patches, Matrix products) {
    // The products are what is added.
  }

  @Override
  public void add(Matrix prepared, float[] sums, int to) {
    SoftThreshold.addColumns(prepared, threshold, sums, to);
  }
}
