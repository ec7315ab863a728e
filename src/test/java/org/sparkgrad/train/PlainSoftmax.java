package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.TinyCifar;

/**
 * Softmax regression by full-batch gradient descent in doubles, one plain loop after another:
 * weights and biases start at zero, features are pixels over 255.
 */
final class PlainSoftmax {
  private static final int FEATURES = TinyCifar.PIXELS;
  private static final int CLASSES = TinyCifar.CLASSES;

  private final List<double[]> images;
  private final List<Integer> labels;

  /** Feature k's weight for class j stands at j * 3072 + k, the bias of class j at 30720 + j. */
  final double[] parameters = new double[FEATURES * CLASSES + CLASSES];

  private final double[] velocity = new double[parameters.length];

  PlainSoftmax(PixelRows rows) {
    images = rows.images();
    labels = rows.labels();
  }

  /** One step of heavy-ball descent on the mean loss plus {@code decay / 2} times the squares. */
  void step(double rate, double momentum, double decay) {
    double[] gradient = gradient();
    for (int i = 0; i < parameters.length; i++) {
      double penalty = i < FEATURES * CLASSES ? decay * parameters[i] : 0;
      velocity[i] = momentum * velocity[i] - rate * (gradient[i] + penalty);
      parameters[i] += velocity[i];
    }
  }

  /** Of the mean loss. */
  double[] gradient() {
    double[] gradient = new double[parameters.length];
    for (int row = 0; row < images.size(); row++) {
      double[] excess = probabilities(scores(row));
      excess[labels.get(row)] -= 1;
      for (int j = 0; j < CLASSES; j++) {
        for (int k = 0; k < FEATURES; k++) {
          gradient[j * FEATURES + k] += images.get(row)[k] * excess[j] / images.size();
        }
        gradient[FEATURES * CLASSES + j] += excess[j] / images.size();
      }
    }
    return gradient;
  }

  private double[] scores(int row) {
    double[] scores = new double[CLASSES];
    for (int j = 0; j < CLASSES; j++) {
      scores[j] = parameters[FEATURES * CLASSES + j];
      for (int k = 0; k < FEATURES; k++) {
        scores[j] += images.get(row)[k] * parameters[j * FEATURES + k];
      }
    }
    return scores;
  }

  private static double[] probabilities(double[] scores) {
    double sum = 0;
    double[] probabilities = new double[CLASSES];
    for (int j = 0; j < CLASSES; j++) {
      probabilities[j] = Math.exp(scores[j]);
      sum += probabilities[j];
    }
    for (int j = 0; j < CLASSES; j++) {
      probabilities[j] /= sum;
    }
    return probabilities;
  }

  /** Over rows {@code start} up to, not including, {@code end}. */
  double meanLoss(int start, int end) {
    double sum = 0;
    for (int row = start; row < end; row++) {
      sum -= Math.log(probabilities(scores(row))[labels.get(row)]);
    }
    return sum / (end - start);
  }

  /** Over rows {@code start} up to, not including, {@code end}. */
  double accuracy(int start, int end) {
    int correct = 0;
    for (int row = start; row < end; row++) {
      double[] scores = scores(row);
      int best = 0;
      for (int j = 1; j < CLASSES; j++) {
        best = scores[j] > scores[best] ? j : best;
      }
      correct += best == labels.get(row) ? 1 : 0;
    }
    return (double) correct / (end - start);
  }

  void set(float[] values) {
    for (int i = 0; i < values.length; i++) {
      parameters[i] = values[i];
    }
  }
}
