package org.sparkgrad.artifact.onnx;

/**
 * What an affine layer or a convolution computes: {@code y_n = sum_k weights_nk x_k + bias_n}.
 *
 * @param weights a row for each output
 * @param bias one for each output
 */
record AffineMap(float[] weights, float[] bias) {
  /** The layer's own. */
  static AffineMap of(LayerParameters own) {
    float[] weights = own.values(0);
    float[] bias = own.count() > 1 ? own.values(1) : new float[own.shape(0).get(0)];
    return new AffineMap(weights, bias);
  }

  /** This, and then a normalisation of its outputs, as one map; computed in doubles. */
  AffineMap then(FixedNorm norm) {
    float[] folded = new float[weights.length];
    float[] shifted = new float[bias.length];
    int length = weights.length / bias.length;
    for (int n = 0; n < bias.length; n++) {
      double factor = norm.factor()[n];
      for (int k = n * length; k < (n + 1) * length; k++) {
        folded[k] = (float) (factor * weights[k]);
      }
      shifted[n] = (float) (((double) bias[n] - norm.mean()[n]) * factor + norm.bias()[n]);
    }
    return new AffineMap(folded, shifted);
  }
}
