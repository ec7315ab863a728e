package org.sparkgrad.gradcheck;

import java.util.Arrays;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/** What one group of rows answers to a {@link Probe}. */
record GroupProbe(Model.Reference model, Loss loss, double[][] inputs, int[] labels, Draws draws) {

  /**
   * Adds the answer.
   *
   * @param at the point, which the model reads; modified, and as before at the end
   */
  void addTo(ProbeSums sums, double[] at, int[] along, double step) {
    double[][] dScores = new double[inputs.length][];
    sums.addRows(inputs.length, evaluate(dScores));
    model.backward(dScores, sums.gradient());
    for (int i = 0; i < along.length; i++) {
      double middle = at[along[i]];
      at[along[i]] = middle + step;
      double above = evaluate(dScores);
      int decidedAbove = decisions(dScores);
      at[along[i]] = middle - step;
      double below = evaluate(dScores);
      int decidedBelow = decisions(dScores);
      at[along[i]] = middle;
      sums.addRise(i, above - below, decidedAbove != decidedBelow);
    }
  }

  /** The sum of the rows' losses, whose slopes are written to {@code dScores}. */
  private double evaluate(double[][] dScores) {
    double[][] scores = model.forward(inputs, draws);
    double sum = 0;
    for (int row = 0; row < inputs.length; row++) {
      dScores[row] = new double[scores[row].length];
      sum += loss.evaluate(scores[row], labels[row], dScores[row]);
    }
    return sum;
  }

  private int decisions(double[][] dScores) {
    int hash = model.decisions();
    for (double[] row : dScores) {
      hash =
          31 * hash + Arrays.hashCode(Arrays.stream(row).map(each -> each == 0 ? 0 : 1).toArray());
    }
    return hash;
  }
}
