package org.sparkgrad.loss;

import org.sparkgrad.linalg.Exponential;

/**
 * Softmax cross-entropy: for scores s and label y, {@code L = log(sum_j exp(s_j)) - s_y} and {@code
 * dL/ds_j = exp(s_j) / sum_i exp(s_i) - [j = y]}.
 *
 * <p>The logarithm of the sum is taken after subtracting the largest score, so that no finite score
 * overflows and the loss of a hopeless row is its true, finite value. The exponential and {@code
 * StrictMath} give the same bits on every machine. Source: Bishop, "Pattern Recognition and Machine
 * Learning", 2006, section 4.3.4.
 */
public final class SoftmaxCrossEntropy implements Loss {
  private static final long serialVersionUID = 1L;

  @Override
  public double evaluate(float[] scores, byte[] labels, int rows, int classes, float[] dScores) {
    double loss = 0;
    double[] exponentials = new double[classes];
    for (int row = 0; row < rows; row++) {
      int at = row * classes;
      int label = labels[row];
      double largest = largest(scores, at, classes);
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        exponentials[j] = Exponential.of(scores[at + j] - largest);
        sum += exponentials[j];
      }
      for (int j = 0; j < classes; j++) {
        dScores[at + j] = (float) (exponentials[j] / sum);
      }
      dScores[at + label] = (float) (exponentials[label] / sum - 1);
      // The parentheses matter: next to a huge score the logarithm would be lost.
      loss += StrictMath.log(sum) + (largest - scores[at + label]);
    }
    return loss;
  }

  private static double largest(float[] scores, int at, int classes) {
    float largest = scores[at];
    for (int j = 1; j < classes; j++) {
      largest = Math.max(largest, scores[at + j]);
    }
    return largest;
  }
}
