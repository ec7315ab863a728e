package org.sparkgrad.layer;

/** A convolution in doubles, by the loops of its definition. */
final class ConvolutionReference implements LayerReference {
  private final Convolution layer;
  private final Shape in;
  private final Shape out;
  private final double[] parameters;
  private final int weights;
  private final int biases;
  private double[][] x;

  ConvolutionReference(Convolution layer, Shape in, double[] parameters, int start) {
    this.layer = layer;
    this.in = in;
    this.parameters = parameters;
    out = layer.output(in);
    weights = start;
    biases = start + layer.filters() * layer.patchSize(in);
  }

  /** Takes an output, a weight and the input that it is multiplied with, by their places. */
  private interface Term {
    void take(int output, int weight, int input);
  }

  private void forEachTerm(Term term) {
    for (int i = 0; i < out.size(); i++) {
      int n = i % out.channels();
      int place = i / out.channels();
      int top = place / out.width() * layer.stride() - layer.padding();
      int left = place % out.width() * layer.stride() - layer.padding();
      for (int k = 0; k < layer.patchSize(in); k++) {
        int y = top + k / (layer.kernel() * in.channels());
        int x = left + k / in.channels() % layer.kernel();
        if (y >= 0 && y < in.height() && x >= 0 && x < in.width()) {
          int input = (y * in.width() + x) * in.channels() + k % in.channels();
          term.take(i, weights + n * layer.patchSize(in) + k, input);
        }
      }
    }
  }

  @Override
  public double[][] forward(double[][] rows, Draws draws) {
    x = rows;
    double[][] sums = new double[rows.length][out.size()];
    for (int row = 0; row < rows.length; row++) {
      double[] from = rows[row];
      double[] to = sums[row];
      forEachTerm((output, weight, input) -> to[output] += parameters[weight] * from[input]);
      for (int i = 0; layer.bias() && i < out.size(); i++) {
        to[i] += parameters[biases + i % out.channels()];
      }
    }
    return sums;
  }

  @Override
  public double[][] backward(double[][] dOut, double[] gradient) {
    double[][] dIn = new double[x.length][in.size()];
    for (int row = 0; row < x.length; row++) {
      double[] from = dOut[row];
      double[] input = x[row];
      double[] to = dIn[row];
      forEachTerm(
          (output, weight, value) -> {
            gradient[weight] += layer.frozen() ? 0 : from[output] * input[value];
            to[value] += from[output] * parameters[weight];
          });
      for (int i = 0; layer.bias() && i < out.size(); i++) {
        gradient[biases + i % out.channels()] += from[i];
      }
    }
    return dIn;
  }
}
