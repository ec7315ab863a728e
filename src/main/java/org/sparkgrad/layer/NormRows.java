package org.sparkgrad.layer;

/**
 * Rows that are normalised together, and the same rows of their output or its gradient. Rows are
 * summed place by place in floats, then places in doubles, both in order; loops run over whole
 * rows, as the compiler makes vectors of long loops alone.
 *
 * @param start of the rows in {@code x}
 * @param otherStart of the rows in {@code other}
 */
record NormRows(float[] x, int start, float[] other, int otherStart, int rows, Shape shape) {

  private int values() {
    return rows * shape.places();
  }

  /** Mean and variance of each channel. */
  ChannelMoments moments(double epsilon) {
    float[] sums = new float[shape.size()];
    for (int row = 0; row < rows; row++) {
      add(x, start + row * sums.length, sums);
    }
    float[] mean = overPlaces(sums, 1.0 / values());
    float[] means = atPlaces(mean);
    float[] squares = new float[shape.size()];
    for (int row = 0; row < rows; row++) {
      addSquares(x, start + row * squares.length, means, squares);
    }
    float[] inverse = overPlaces(squares, 1.0 / values());
    for (int c = 0; c < inverse.length; c++) {
      inverse[c] = ChannelMoments.inverse(inverse[c], epsilon);
    }
    return new ChannelMoments(mean, inverse);
  }

  /** The sum of each channel over all places, times a factor. */
  private float[] overPlaces(float[] sums, double factor) {
    float[] totals = new float[shape.channels()];
    for (int c = 0; c < totals.length; c++) {
      double total = 0;
      for (int at = c; at < sums.length; at += totals.length) {
        total += sums[at];
      }
      totals[c] = (float) (total * factor);
    }
    return totals;
  }

  /** The values of channels again at each place. */
  private float[] atPlaces(float[] ofChannels) {
    float[] repeated = new float[shape.size()];
    for (int at = 0; at < repeated.length; at += ofChannels.length) {
      System.arraycopy(ofChannels, 0, repeated, at, ofChannels.length);
    }
    return repeated;
  }

  private static void add(float[] x, int from, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += x[from + i];
    }
  }

  private static void addSquares(float[] x, int from, float[] means, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      float centred = x[from + i] - means[i];
      sums[i] += centred * centred;
    }
  }

  /** Writes {@code (x - mean) * inverse * scale + bias} to the other rows. */
  void normalise(ChannelMoments moments, float[] scale, float[] bias) {
    float[] means = atPlaces(moments.mean());
    float[] factors = atPlaces(moments.factor(scale));
    float[] biases = atPlaces(bias);
    for (int row = 0; row < rows; row++) {
      int at = row * shape.size();
      normalise(x, start + at, means, factors, biases, other, otherStart + at);
    }
  }

  private static void normalise(
      float[] x, int from, float[] means, float[] factors, float[] biases, float[] out, int to) {
    for (int i = 0; i < means.length; i++) {
      out[to + i] = Math.fma(x[from + i] - means[i], factors[i], biases[i]);
    }
  }

  /** The sums that gradients are made of, where the other rows are the output's gradient. */
  ChannelSlopes slopes(ChannelMoments moments) {
    float[] means = atPlaces(moments.mean());
    float[] sums = new float[shape.size()];
    float[] products = new float[shape.size()];
    for (int row = 0; row < rows; row++) {
      int at = row * shape.size();
      add(other, otherStart + at, sums);
      addProducts(x, start + at, means, other, otherStart + at, products);
    }
    float[] ofScale = overPlaces(products, 1);
    for (int c = 0; c < ofScale.length; c++) {
      ofScale[c] *= moments.inverse()[c];
    }
    return new ChannelSlopes(overPlaces(sums, 1), ofScale, values());
  }

  private static void addProducts(
      float[] x, int from, float[] means, float[] slopes, int at, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.fma(x[from + i] - means[i], slopes[at + i], sums[i]);
    }
  }

  /**
   * Writes the gradient of the input, {@code inverse * scale * (g - mean(g) - z * mean(g z))} with
   * the output's gradient g and the normalised input z, to {@code out[to ..)}.
   */
  void turn(ChannelMoments moments, float[] scale, ChannelSlopes slopes, float[] out, int to) {
    float[] constant = new float[shape.channels()];
    float[] linear = new float[shape.channels()];
    for (int c = 0; c < constant.length; c++) {
      constant[c] = -slopes.ofBias()[c] / slopes.values();
      linear[c] = -slopes.ofScale()[c] / slopes.values() * moments.inverse()[c];
    }
    float[] means = atPlaces(moments.mean());
    float[] factors = atPlaces(moments.factor(scale));
    float[] constants = atPlaces(constant);
    float[] linears = atPlaces(linear);
    for (int row = 0; row < rows; row++) {
      int at = row * shape.size();
      center(x, start + at, means, linears, constants, out, to + at);
      turn(other, otherStart + at, factors, out, to + at);
    }
  }

  private static void center(
      float[] x, int from, float[] means, float[] linears, float[] constants, float[] out, int to) {
    for (int i = 0; i < means.length; i++) {
      out[to + i] = Math.fma(x[from + i] - means[i], linears[i], constants[i]);
    }
  }

  private static void turn(float[] slopes, int from, float[] factors, float[] out, int to) {
    for (int i = 0; i < factors.length; i++) {
      out[to + i] = factors[i] * (slopes[from + i] + out[to + i]);
    }
  }
}
