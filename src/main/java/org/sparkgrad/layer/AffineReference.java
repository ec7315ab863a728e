package org.sparkgrad.layer;

/** An affine layer in doubles: {@code y_j = sum_k W_jk x_k + b_j}. */
final class AffineReference implements LayerReference {
  private final Affine layer;
  private final int inputs;
  private final double[] parameters;
  private final int weights;
  private final int biases;
  private double[][] x;

  AffineReference(Affine layer, int inputs, double[] parameters, int start) {
    this.layer = layer;
    this.inputs = inputs;
    this.parameters = parameters;
    weights = start;
    biases = start + layer.outputs() * inputs;
  }

  @Override
  public double[][] forward(double[][] in, Draws draws) {
    x = in;
    double[][] out = new double[in.length][layer.outputs()];
    for (int row = 0; row < in.length; row++) {
      for (int j = 0; j < layer.outputs(); j++) {
        for (int k = 0; k < inputs; k++) {
          out[row][j] += parameters[weights + j * inputs + k] * in[row][k];
        }
        out[row][j] += layer.bias() ? parameters[biases + j] : 0;
      }
    }
    return out;
  }

  @Override
  public double[][] backward(double[][] dOut, double[] gradient) {
    double[][] dIn = new double[dOut.length][inputs];
    for (int row = 0; row < dOut.length; row++) {
      for (int j = 0; j < layer.outputs(); j++) {
        for (int k = 0; k < inputs; k++) {
          gradient[weights + j * inputs + k] += dOut[row][j] * x[row][k];
          dIn[row][k] += dOut[row][j] * parameters[weights + j * inputs + k];
        }
        if (layer.bias()) {
          gradient[biases + j] += dOut[row][j];
        }
      }
    }
    return dIn;
  }
}
