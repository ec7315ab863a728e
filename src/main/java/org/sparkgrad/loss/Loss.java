package org.sparkgrad.loss;

import java.io.Serializable;
import java.util.Optional;

/** The loss to minimise: a function of the scores and the label of a row, summed over rows. */
public interface Loss extends Serializable {
  /**
   * The loss of one row and its gradient with respect to the scores. A score that is NaN makes the
   * loss NaN.
   *
   * @param scores one per class; not modified
   * @param label the class of the row, 0 to {@code scores.length - 1}
   * @param dScores as long as the scores; overwritten with dLoss/dScores
   * @return the loss, in nats if it is a log-likelihood
   */
  double evaluate(double[] scores, int label, double[] dScores);

  /**
   * The probability of each class given the scores, if minimizing this loss fits any: the scores of
   * a hinge are margins and say nothing of chances.
   *
   * @param scores one per class; not modified
   */
  default Optional<double[]> probabilities(double[] scores) {
    return Optional.empty();
  }

  /**
   * The losses of {@code rows} rows and their gradients with respect to the scores, each computed
   * in doubles.
   *
   * @param scores row-major, rows x classes; not modified
   * @param labels the class of each row, 0 to classes - 1; not modified
   * @param dScores row-major, rows x classes; overwritten with dLoss/dScores of each row, not
   *     divided by the number of rows
   * @return the sum of the losses
   */
  default double evaluate(float[] scores, int[] labels, int rows, int classes, float[] dScores) {
    double loss = 0;
    double[] ofRow = new double[classes];
    double[] slopes = new double[classes];
    for (int row = 0; row < rows; row++) {
      int at = row * classes;
      for (int j = 0; j < classes; j++) {
        ofRow[j] = scores[at + j];
      }
      loss += evaluate(ofRow, labels[row], slopes);
      for (int j = 0; j < classes; j++) {
        dScores[at + j] = (float) slopes[j];
      }
    }
    return loss;
  }
}
