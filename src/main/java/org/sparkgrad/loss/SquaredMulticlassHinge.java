package org.sparkgrad.loss;

/**
 * The squared multiclass hinge: for scores s, label y and margin m, {@code L = sum_{j != y} max(0,
 * m + s_j - s_y)^2}, {@code dL/ds_j = 2 max(0, m + s_j - s_y)} for the other classes and {@code
 * dL/ds_y} less their sum. It has no kink, but its slope has one where a margin is met.
 *
 * @param margin above 0
 */
public record SquaredMulticlassHinge(double margin) implements Loss {
  private static final long serialVersionUID = 1L;

  public SquaredMulticlassHinge {
    Margin.require(margin);
  }

  @Override
  public double evaluate(double[] scores, int label, double[] dScores) {
    double loss = 0;
    double sum = 0;
    for (int j = 0; j < scores.length; j++) {
      double excess = j == label ? 0 : Math.max(0, margin + scores[j] - scores[label]);
      dScores[j] = 2 * excess;
      sum += 2 * excess;
      loss += excess * excess;
    }
    dScores[label] = -sum;
    return loss;
  }
}
