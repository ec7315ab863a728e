package org.sparkgrad.model;

/**
 * One row through a layer of sums, in doubles: {@code s_j = sum_k W_jk x_k + b_j}, W row by row
 * from {@code weights} on in the parameter vector, b from {@code biases} on or left out.
 */
record RowLayer(double[] parameters, int weights, int biases, boolean bias, double[] x) {

  /** The sums, one per output. */
  double[] forward(int outputs) {
    double[] sums = new double[outputs];
    for (int j = 0; j < outputs; j++) {
      for (int k = 0; k < x.length; k++) {
        sums[j] += parameters[weights + j * x.length + k] * x[k];
      }
      sums[j] += bias ? parameters[biases + j] : 0;
    }
    return sums;
  }

  /** Adds the gradient of W and b, given that of the sums. */
  void addGradient(double[] dSums, double[] gradient) {
    for (int j = 0; j < dSums.length; j++) {
      for (int k = 0; k < x.length; k++) {
        gradient[weights + j * x.length + k] += dSums[j] * x[k];
      }
      if (bias) {
        gradient[biases + j] += dSums[j];
      }
    }
  }

  /** The gradient of x, given that of the sums. */
  double[] backward(double[] dSums) {
    double[] dx = new double[x.length];
    for (int j = 0; j < dSums.length; j++) {
      for (int k = 0; k < x.length; k++) {
        dx[k] += dSums[j] * parameters[weights + j * x.length + k];
      }
    }
    return dx;
  }
}
