package org.sparkgrad.artifact.onnx;

import org.sparkgrad.layer.GhostNorm;

/**
 * A batch normalisation with the statistics that it was given: {@code y = (x - mean) * factor +
 * bias} for each channel, with {@code factor = scale / sqrt(variance + epsilon)}.
 */
record FixedNorm(float[] mean, double[] factor, float[] bias) {
  static FixedNorm of(GhostNorm layer, LayerParameters own) {
    int next = layer.scaled() ? 1 : 0;
    float[] variance = own.values(next + 2);
    double[] factor = new double[variance.length];
    for (int c = 0; c < factor.length; c++) {
      double scale = layer.scaled() ? own.values(0)[c] : 1;
      factor[c] = scale / Math.sqrt(variance[c] + layer.epsilon());
    }
    return new FixedNorm(own.values(next + 1), factor, own.values(next));
  }

  /** Whether no channel is turned around or made constant, so that a maximum stays one. */
  boolean increases() {
    for (double each : factor) {
      if (!(each > 0)) {
        return false;
      }
    }
    return true;
  }

  /** The factors as floats. */
  float[] factors() {
    float[] factors = new float[factor.length];
    for (int c = 0; c < factors.length; c++) {
      factors[c] = (float) factor[c];
    }
    return factors;
  }
}
