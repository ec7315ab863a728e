package org.sparkgrad.loss;

/**
 * The multiclass hinge of support vector machines: for scores s, label y and margin m, {@code L =
 * sum_{j != y} max(0, m + s_j - s_y)}. If a class breaks the margin, {@code dL/ds_j = 1} and
 * dL/ds_y falls by 1; if the margin is met exactly, at the kink, the subgradient is 0.
 *
 * <p>Source: Weston, Watkins, "Support Vector Machines for Multi-Class Pattern Recognition", 1999.
 *
 * @param margin above 0
 */
public record MulticlassHinge(double margin) implements Loss {
  private static final long serialVersionUID = 1L;

  public MulticlassHinge {
    Margin.require(margin);
  }

  @Override
  public double evaluate(double[] scores, int label, double[] dScores) {
    double loss = 0;
    int broken = 0;
    for (int j = 0; j < scores.length; j++) {
      double excess = j == label ? 0 : Math.max(0, margin + scores[j] - scores[label]);
      dScores[j] = excess > 0 ? 1 : 0;
      broken += excess > 0 ? 1 : 0;
      loss += excess;
    }
    dScores[label] = -broken;
    return loss;
  }
}
