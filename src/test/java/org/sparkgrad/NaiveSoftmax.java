package org.sparkgrad;

import org.sparkgrad.data.FeatureScaling;

/**
 * Softmax regression on the rows of {@link TinyBlocks} as a text book writes it: doubles, one row
 * at a time, nothing shared with the code under test.
 */
public final class NaiveSoftmax {
  private static final int CLASSES = TinyCifar.CLASSES;

  private final FeatureScaling scaling;

  public NaiveSoftmax(FeatureScaling scaling) {
    this.scaling = scaling;
  }

  /** The mean loss over {@code rows}; parameters are W, classes x features, row by row, then b. */
  public double meanLoss(double[] parameters, int... rows) {
    double sum = 0;
    for (int row : rows) {
      double[] scores = scores(parameters, row);
      sum += logSumExp(scores) - scores[TinyBlocks.label(row)];
    }
    return sum / rows.length;
  }

  /** The scores of one row. */
  public double[] scores(double[] parameters, int row) {
    double[] features = TinyBlocks.features(row, scaling);
    double[] scores = new double[CLASSES];
    for (int j = 0; j < CLASSES; j++) {
      scores[j] = parameters[features.length * CLASSES + j];
      for (int k = 0; k < features.length; k++) {
        scores[j] += features[k] * parameters[j * features.length + k];
      }
    }
    return scores;
  }

  /** The class with the largest score; the first of equals. */
  public int prediction(double[] parameters, int row) {
    double[] scores = scores(parameters, row);
    int best = 0;
    for (int j = 1; j < CLASSES; j++) {
      best = scores[j] > scores[best] ? j : best;
    }
    return best;
  }

  /** {@code (f(p + h) - f(p - h)) / 2h} along one parameter. */
  public double slope(double[] parameters, int along, double h, int... rows) {
    double[] moved = parameters.clone();
    moved[along] = parameters[along] + h;
    double above = meanLoss(moved, rows);
    moved[along] = parameters[along] - h;
    return (above - meanLoss(moved, rows)) / (2 * h);
  }

  private static double logSumExp(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - largest);
    }
    return largest + Math.log(sum);
  }

  /** The same numbers as doubles. */
  public static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
