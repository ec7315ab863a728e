package org.sparkgrad.loss;

import java.io.Serializable;

/** What is to be made small: a function of the scores and the label of a row, summed over rows. */
public interface Loss extends Serializable {
  /**
   * The losses of {@code rows} rows and their gradients with respect to the scores.
   *
   * @param scores row-major, rows x classes; not modified
   * @param labels the class of each row, 0 to classes - 1; not modified
   * @param dScores row-major, rows x classes; overwritten with dLoss/dScores of each row, not
   *     divided by the number of rows
   * @return the sum of the losses, in nats where the loss is a log-likelihood
   */
  double evaluate(float[] scores, byte[] labels, int rows, int classes, float[] dScores);
}
