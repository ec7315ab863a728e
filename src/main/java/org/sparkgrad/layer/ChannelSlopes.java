package org.sparkgrad.layer;

/**
 * Sums over normalised rows.
 *
 * @param ofBias of the output's gradient
 * @param ofScale of the same times the normalised input
 * @param values how many values each is a sum of
 */
record ChannelSlopes(float[] ofBias, float[] ofScale, int values) {
  /** For statistics that do not follow the input. */
  ChannelSlopes none() {
    return new ChannelSlopes(new float[ofBias.length], new float[ofScale.length], values);
  }
}
