package org.sparkgrad.layer;

/**
 * What a channel's values are normalised with.
 *
 * @param mean one a channel
 * @param inverse {@code 1 / sqrt(variance + epsilon)}, one a channel
 */
record ChannelMoments(float[] mean, float[] inverse) {
  static float inverse(double variance, double epsilon) {
    return (float) (1 / Math.sqrt(variance + epsilon));
  }

  /** What a centred value is multiplied with. */
  float[] factor(float[] scale) {
    float[] factor = new float[inverse.length];
    for (int c = 0; c < factor.length; c++) {
      factor[c] = inverse[c] * scale[c];
    }
    return factor;
  }
}
