package org.sparkgrad.loss;

import java.util.Optional;
import org.sparkgrad.linalg.Exponential;

/**
 * Softmax cross-entropy: for scores s, label y and targets t, {@code L = log(sum_j exp(s_j)) -
 * sum_j t_j s_j} and {@code dL/ds_j = exp(s_j) / sum_i exp(s_i) - t_j}. The target is 1 for the
 * label and 0 for the other classes; with a smoothing e of the labels, over k classes, {@code t_j =
 * (1 - e) [j = y] + e / k}.
 *
 * <p>The logarithm of the sum is taken after subtracting the largest score, so that no finite score
 * overflows and the loss of a badly misclassified row is its true, finite value. The exponential
 * and {@code StrictMath} give the same bits on every machine. Source: Bishop, "Pattern Recognition
 * and Machine Learning", 2006, section 4.3.4; for smoothing Szegedy, Vanhoucke, Ioffe, Shlens,
 * Wojna, "Rethinking the Inception Architecture for Computer Vision", CVPR 2016, section 7.
 *
 * @param smoothing from 0 up to, not including, 1
 */
public record SoftmaxCrossEntropy(double smoothing) implements Loss {
  private static final long serialVersionUID = 1L;

  public SoftmaxCrossEntropy {
    if (!(smoothing >= 0 && smoothing < 1)) {
      throw new IllegalArgumentException(
          "softmax: expected a label smoothing from 0 up to, not including, 1, found " + smoothing);
    }
  }

  /** Without smoothing. */
  public SoftmaxCrossEntropy() {
    this(0);
  }

  @Override
  public double evaluate(double[] scores, int label, double[] dScores) {
    double largest = largest(scores);
    double sum = softmax(scores, largest, dScores);
    dScores[label] -= 1;
    // The parentheses matter: next to a huge score the logarithm would be lost.
    double loss = StrictMath.log(sum) + (largest - scores[label]);
    return smoothing == 0 ? loss : loss + smooth(scores, label, dScores);
  }

  /** Adds to the gradient what smoothing adds; returns {@code e (s_y - sum_j s_j / k)}. */
  private double smooth(double[] scores, int label, double[] dScores) {
    double share = smoothing / scores.length;
    double sum = 0;
    for (int j = 0; j < scores.length; j++) {
      dScores[j] -= share;
      sum += scores[label] - scores[j];
    }
    dScores[label] += smoothing;
    return share * sum;
  }

  /** The softmax of the scores, {@code exp(s_j) / sum_i exp(s_i)}. */
  @Override
  public Optional<double[]> probabilities(double[] scores) {
    double[] probabilities = new double[scores.length];
    softmax(scores, largest(scores), probabilities);
    return Optional.of(probabilities);
  }

  /** Overwrites {@code into}; returns {@code sum_i exp(s_i - largest)}. */
  private static double softmax(double[] scores, double largest, double[] into) {
    double sum = 0;
    for (int j = 0; j < scores.length; j++) {
      into[j] = Exponential.of(scores[j] - largest);
      sum += into[j];
    }
    for (int j = 0; j < scores.length; j++) {
      into[j] /= sum;
    }
    return sum;
  }

  private static double largest(double[] scores) {
    double largest = scores[0];
    for (int j = 1; j < scores.length; j++) {
      largest = Math.max(largest, scores[j]);
    }
    return largest;
  }
}
