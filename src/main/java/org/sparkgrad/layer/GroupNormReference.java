package org.sparkgrad.layer;

import java.util.stream.IntStream;

/** Group normalisation in doubles. */
final class GroupNormReference implements LayerReference {
  private final GroupNorm layer;
  private final Shape shape;
  private final double[] parameters;
  private final int start;
  private double[][] normal;
  private double[][] inverse;

  GroupNormReference(GroupNorm layer, Shape shape, double[] parameters, int start) {
    this.layer = layer;
    this.shape = shape;
    this.parameters = parameters;
    this.start = start;
  }

  private int channel(int k) {
    return k % shape.channels();
  }

  /** The values of a row that a group has. */
  private int[] places(int group) {
    int width = shape.channels() / layer.groups();
    return IntStream.range(0, shape.size()).filter(k -> channel(k) / width == group).toArray();
  }

  @Override
  public double[][] forward(double[][] in, Draws draws) {
    normal = new double[in.length][shape.size()];
    inverse = new double[in.length][layer.groups()];
    double[][] out = new double[in.length][shape.size()];
    for (int row = 0; row < in.length; row++) {
      double[] own = in[row];
      for (int group = 0; group < layer.groups(); group++) {
        int[] places = places(group);
        double mean = IntStream.of(places).mapToDouble(k -> own[k]).sum() / places.length;
        double squares =
            IntStream.of(places).mapToDouble(k -> (own[k] - mean) * (own[k] - mean)).sum();
        inverse[row][group] = 1 / Math.sqrt(squares / places.length + layer.epsilon());
        for (int k : places) {
          normal[row][k] = (own[k] - mean) * inverse[row][group];
          out[row][k] =
              normal[row][k] * parameters[start + channel(k)]
                  + parameters[start + shape.channels() + channel(k)];
        }
      }
    }
    return out;
  }

  @Override
  public double[][] backward(double[][] dOut, double[] gradient) {
    double[][] dIn = new double[dOut.length][shape.size()];
    for (int row = 0; row < dOut.length; row++) {
      for (int group = 0; group < layer.groups(); group++) {
        int[] places = places(group);
        double constant = 0;
        double linear = 0;
        for (int k : places) {
          gradient[start + channel(k)] += dOut[row][k] * normal[row][k];
          gradient[start + shape.channels() + channel(k)] += dOut[row][k];
          double slope = dOut[row][k] * parameters[start + channel(k)];
          constant += slope / places.length;
          linear += slope * normal[row][k] / places.length;
        }
        for (int k : places) {
          double slope = dOut[row][k] * parameters[start + channel(k)];
          dIn[row][k] = inverse[row][group] * (slope - constant - normal[row][k] * linear);
        }
      }
    }
    return dIn;
  }
}
