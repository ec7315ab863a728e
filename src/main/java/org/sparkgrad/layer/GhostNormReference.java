package org.sparkgrad.layer;

/** Ghost batch normalisation in doubles, of the rows of one group. */
final class GhostNormReference implements LayerReference {
  private final GhostNorm layer;
  private final Shape shape;
  private final double[] parameters;
  private final int start;
  private boolean inTraining;
  private double[][] normal;
  private double[] inverse;

  GhostNormReference(GhostNorm layer, Shape shape, double[] parameters, int start) {
    this.layer = layer;
    this.shape = shape;
    this.parameters = parameters;
    this.start = start;
  }

  private double parameter(int array, int channel) {
    return parameters[start + array * shape.channels() + channel];
  }

  private double scale(int channel) {
    return layer.scaled() ? parameter(0, channel) : 1;
  }

  @Override
  public double[][] forward(double[][] in, Draws draws) {
    inTraining = draws.areMade();
    normal = new double[in.length][shape.size()];
    inverse = new double[shape.channels()];
    double[][] out = new double[in.length][shape.size()];
    for (int c = 0; c < shape.channels(); c++) {
      double mean = inTraining ? mean(in, c) : parameter(layer.biasIndex() + 1, c);
      double variance = inTraining ? variance(in, c) : parameter(layer.biasIndex() + 2, c);
      inverse[c] = 1 / Math.sqrt(variance + layer.epsilon());
      for (int row = 0; row < in.length; row++) {
        for (int k = c; k < shape.size(); k += shape.channels()) {
          normal[row][k] = (in[row][k] - mean) * inverse[c];
          out[row][k] = normal[row][k] * scale(c) + parameter(layer.biasIndex(), c);
        }
      }
    }
    return out;
  }

  private double mean(double[][] values, int channel) {
    return sum(values, channel) / (values.length * shape.places());
  }

  private double variance(double[][] values, int channel) {
    double mean = mean(values, channel);
    double squares = 0;
    for (double[] row : values) {
      for (int k = channel; k < shape.size(); k += shape.channels()) {
        squares += (row[k] - mean) * (row[k] - mean);
      }
    }
    return squares / (values.length * shape.places());
  }

  private double sum(double[][] values, int channel) {
    double sum = 0;
    for (double[] row : values) {
      for (int k = channel; k < shape.size(); k += shape.channels()) {
        sum += row[k];
      }
    }
    return sum;
  }

  /** The sum of a channel's values, each times its normalised input. */
  private double sumWithNormal(double[][] values, int channel) {
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      for (int k = channel; k < shape.size(); k += shape.channels()) {
        sum += values[row][k] * normal[row][k];
      }
    }
    return sum;
  }

  @Override
  public double[][] backward(double[][] dOut, double[] gradient) {
    double[][] dIn = new double[dOut.length][shape.size()];
    int count = dOut.length * shape.places();
    for (int c = 0; c < shape.channels(); c++) {
      double ofBias = sum(dOut, c);
      double ofScale = sumWithNormal(dOut, c);
      gradient[start + layer.biasIndex() * shape.channels() + c] += ofBias;
      if (layer.scaled()) {
        gradient[start + c] += ofScale;
      }
      for (int row = 0; row < dOut.length; row++) {
        for (int k = c; k < shape.size(); k += shape.channels()) {
          double follows = inTraining ? (ofBias + normal[row][k] * ofScale) / count : 0;
          dIn[row][k] = inverse[c] * scale(c) * (dOut[row][k] - follows);
        }
      }
    }
    return dIn;
  }
}
