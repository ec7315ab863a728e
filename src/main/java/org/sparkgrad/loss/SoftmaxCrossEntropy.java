package org.sparkgrad.loss;

import java.util.Optional;
import org.sparkgrad.linalg.Exponential;

/**
 * Softmax cross-entropy: for scores s and label y, {@code L = log(sum_j exp(s_j)) - s_y} and {@code
 * dL/ds_j = exp(s_j) / sum_i exp(s_i) - [j = y]}.
 *
 * <p>The logarithm of the sum is taken after subtracting the largest score, so that no finite score
 * overflows and the loss of a badly misclassified row is its true, finite value. The exponential
 * and {@code StrictMath} give the same bits on every machine. Source: Bishop, "Pattern Recognition
 * and Machine Learning", 2006, section 4.3.4.
 */
public record SoftmaxCrossEntropy() implements Loss {
  private static final long serialVersionUID = 1L;

  @Override
  public double evaluate(double[] scores, int label, double[] dScores) {
    double largest = largest(scores);
    double sum = softmax(scores, largest, dScores);
    dScores[label] -= 1;
    // The parentheses matter: next to a huge score the logarithm would be lost.
    return StrictMath.log(sum) + (largest - scores[label]);
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
