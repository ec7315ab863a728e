package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.TinyCifar;

/**
 * A linear classifier with any loss, by full-batch descent in doubles, one row and one class after
 * another: weights and biases start at zero unless told otherwise, features are pixels over 255,
 * slopes of the loss are central differences, momentum is a share of the last displacement.
 */
final class PlainLinear {
  private static final int FEATURES = TinyCifar.PIXELS;
  private static final int CLASSES = TinyCifar.CLASSES;
  private static final int WEIGHTS = FEATURES * CLASSES;
  private static final double H = 1e-7;

  /** The loss of one row. */
  interface RowLoss {
    double of(double[] scores, int label);
  }

  /** What is done to the weights and gradients; 0 for nothing. */
  double l1BySubgradient;

  double l1ByProximalOperator;
  double l2;
  double maxNorm;

  private final RowLoss loss;
  private final List<double[]> images;
  private final List<Integer> labels;

  /** Feature k's weight for class j stands at j * 3072 + k, the bias of class j at 30720 + j. */
  final double[] parameters = new double[WEIGHTS + CLASSES];

  private double[] before = parameters.clone();

  PlainLinear(PixelRows rows, RowLoss loss) {
    images = rows.images();
    labels = rows.labels();
    this.loss = loss;
  }

  /** Goes on from other parameters than zeros. */
  void start(float[] values) {
    for (int i = 0; i < values.length; i++) {
      parameters[i] = values[i];
    }
    before = parameters.clone();
  }

  void step(double rate, double momentum) {
    double[] gradient = gradient();
    double[] now = parameters.clone();
    for (int i = 0; i < parameters.length; i++) {
      if (i < WEIGHTS) {
        gradient[i] += l2 * now[i] + l1BySubgradient * Math.signum(now[i]);
      }
      parameters[i] += momentum * (now[i] - before[i]) - rate * gradient[i];
    }
    before = now;
    for (int i = 0; i < WEIGHTS; i++) {
      double left = Math.abs(parameters[i]) - rate * l1ByProximalOperator;
      parameters[i] = left > 0 ? Math.signum(parameters[i]) * left : 0;
    }
    for (int j = 0; maxNorm > 0 && j < CLASSES; j++) {
      shorten(j * FEATURES);
    }
  }

  private void shorten(int start) {
    double squares = 0;
    for (int k = 0; k < FEATURES; k++) {
      squares += parameters[start + k] * parameters[start + k];
    }
    for (int k = 0; squares > maxNorm * maxNorm && k < FEATURES; k++) {
      parameters[start + k] *= maxNorm / Math.sqrt(squares);
    }
  }

  private double[] gradient() {
    double[] gradient = new double[parameters.length];
    for (int row = 0; row < images.size(); row++) {
      double[] scores = scores(row);
      for (int j = 0; j < CLASSES; j++) {
        double slope = slope(scores, labels.get(row), j) / images.size();
        for (int k = 0; k < FEATURES; k++) {
          gradient[j * FEATURES + k] += images.get(row)[k] * slope;
        }
        gradient[WEIGHTS + j] += slope;
      }
    }
    return gradient;
  }

  private double slope(double[] scores, int label, int along) {
    double[] above = scores.clone();
    double[] below = scores.clone();
    above[along] += H;
    below[along] -= H;
    return (loss.of(above, label) - loss.of(below, label)) / (2 * H);
  }

  private double[] scores(int row) {
    double[] scores = new double[CLASSES];
    for (int j = 0; j < CLASSES; j++) {
      scores[j] = parameters[WEIGHTS + j];
      for (int k = 0; k < FEATURES; k++) {
        scores[j] += images.get(row)[k] * parameters[j * FEATURES + k];
      }
    }
    return scores;
  }

  double meanLoss() {
    double sum = 0;
    for (int row = 0; row < images.size(); row++) {
      sum += loss.of(scores(row), labels.get(row));
    }
    return sum / images.size();
  }
}
