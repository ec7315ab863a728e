package org.sparkgrad;

import org.sparkgrad.loss.LossKind;

/**
 * The data loss of small models as a text book writes it: doubles, one row at a time, one loop a
 * formula, and no gradient. Nothing is shared with the code under test.
 *
 * @param hidden units of a two-layer net; 0 for a linear model
 * @param rectified whether a linear model works on max(0, x) and max(0, -x)
 * @param loss whose margin is 1
 * @param smoothing of the labels of softmax
 */
public record NaiveObjective(
    int hidden,
    boolean rectified,
    int classes,
    LossKind loss,
    double smoothing,
    double[][] inputs,
    int[] labels) {

  /** The mean over the rows; parameters are each layer's W, row by row, and b. */
  public double mean(double[] parameters) {
    double sum = 0;
    for (int row = 0; row < inputs.length; row++) {
      sum += loss(scores(parameters, inputs[row]), labels[row]);
    }
    return sum / inputs.length;
  }

  /** {@code (f(p + h) - f(p - h)) / 2h} along one parameter. */
  public double slope(double[] parameters, int along, double h) {
    double[] moved = parameters.clone();
    moved[along] = parameters[along] + h;
    double above = mean(moved);
    moved[along] = parameters[along] - h;
    return (above - mean(moved)) / (2 * h);
  }

  private double[] scores(double[] p, double[] input) {
    if (hidden == 0) {
      return layer(p, 0, rectified ? pairs(input) : input, classes);
    }
    double[] units = layer(p, 0, input, hidden);
    for (int u = 0; u < hidden; u++) {
      units[u] = units[u] > 0 ? units[u] : 0;
    }
    return layer(p, hidden * input.length + hidden, units, classes);
  }

  private static double[] layer(double[] p, int start, double[] x, int outputs) {
    double[] sums = new double[outputs];
    for (int j = 0; j < outputs; j++) {
      sums[j] = p[start + outputs * x.length + j];
      for (int k = 0; k < x.length; k++) {
        sums[j] += p[start + j * x.length + k] * x[k];
      }
    }
    return sums;
  }

  private static double[] pairs(double[] input) {
    double[] pairs = new double[2 * input.length];
    for (int k = 0; k < input.length; k++) {
      pairs[input[k] > 0 ? k : input.length + k] = Math.abs(input[k]);
    }
    return pairs;
  }

  private double loss(double[] s, int y) {
    double sum = 0;
    for (int j = 0; j < s.length; j++) {
      double excess = j == y ? 0 : Math.max(0, 1 + s[j] - s[y]);
      double oneVsRest = Math.max(0, j == y ? 1 - s[j] : 1 + s[j]);
      sum +=
          switch (loss) {
            case SOFTMAX -> Math.exp(s[j]);
            case HINGE -> excess;
            case SQUARED_HINGE -> excess * excess;
            case ONE_VS_REST_SQUARED_HINGE -> oneVsRest * oneVsRest;
          };
    }
    return loss == LossKind.SOFTMAX ? crossEntropy(s, y, sum) : sum;
  }

  /** {@code -sum_j t_j log(p_j)} with targets t. */
  private double crossEntropy(double[] s, int y, double sum) {
    double entropy = 0;
    for (int j = 0; j < s.length; j++) {
      double target = smoothing / s.length + (j == y ? 1 - smoothing : 0);
      entropy -= target * Math.log(Math.exp(s[j]) / sum);
    }
    return entropy;
  }
}
