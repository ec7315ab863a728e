package org.sparkgrad.loss;

/**
 * The L2-SVM, one class against the rest: for scores s, label y and margin m, with t_j = 1 for j =
 * y and -1 otherwise, {@code L = sum_j max(0, m - t_j s_j)^2} and {@code dL/ds_j = -2 t_j max(0, m
 * - t_j s_j)}. It has no kink, but its slope has one where a margin is met.
 *
 * <p>Source: Tang, "Deep Learning using Linear Support Vector Machines", 2013, section 2.
 *
 * @param margin above 0
 */
public record OneVsRestSquaredHinge(double margin) implements Loss {
  private static final long serialVersionUID = 1L;

  public OneVsRestSquaredHinge {
    Margin.require(margin);
  }

  @Override
  public double evaluate(double[] scores, int label, double[] dScores) {
    double loss = 0;
    for (int j = 0; j < scores.length; j++) {
      double sign = j == label ? 1 : -1;
      double excess = Math.max(0, margin - sign * scores[j]);
      dScores[j] = -2 * sign * excess;
      loss += excess * excess;
    }
    return loss;
  }
}
