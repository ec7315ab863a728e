package org.sparkgrad.gradcheck;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/**
 * Asks for the data loss f around a point x, in doubles: its gradient at x, and, for some of the
 * parameters i, how much higher it is at {@code x + h e_i} than at {@code x - h e_i}.
 *
 * <p>It also detects whether a kink lies between the two. Hinges and rectified linear units are
 * piecewise linear, with a kink where they switch on, and what passes through one that is off is an
 * exact zero in the gradient of its row. Scores and margins are linear in one parameter as long as
 * nothing switches, so a switch between the ends shows as a gradient entry that is zero at one end
 * alone. This holds for every loss and model.
 */
public final class Probe implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Model model;
  private final Loss loss;
  private final float[] point;
  private final int[] along;
  private final double step;

  /**
   * @param point x, in floats, so that the float form can be asked at the very same point
   * @param along which parameters to move
   * @param step h
   */
  public Probe(Model model, Loss loss, float[] point, int[] along, double step) {
    if (point.length != model.parameters()) {
      throw new IllegalArgumentException(
          "probe: expected a point of %d parameters, found %d"
              .formatted(model.parameters(), point.length));
    }
    this.model = model;
    this.loss = loss;
    this.point = point;
    this.along = along;
    this.step = step;
  }

  /** Sums over no rows. */
  public ProbeSums zero() {
    return new ProbeSums(point.length, along.length);
  }

  /**
   * Adds up the answers of rows, in their order.
   *
   * @param inputs the features of each row
   * @param labels the class of each row
   */
  public ProbeSums sum(double[][] inputs, int[] labels) {
    ProbeSums sums = zero();
    double[] at = new double[point.length];
    Arrays.setAll(at, i -> point[i]);
    for (int row = 0; row < inputs.length; row++) {
      sums.addRow(evaluate(at, inputs[row], labels[row], sums.gradient()));
      for (int i = 0; i < along.length; i++) {
        move(at, i, inputs[row], labels[row], sums);
      }
    }
    return sums;
  }

  /** Moves up and down by h along one parameter. */
  private void move(double[] at, int index, double[] input, int label, ProbeSums sums) {
    double middle = at[along[index]];
    double[] gradientAbove = new double[at.length];
    double[] gradientBelow = new double[at.length];
    at[along[index]] = middle + step;
    double above = evaluate(at, input, label, gradientAbove);
    at[along[index]] = middle - step;
    double below = evaluate(at, input, label, gradientBelow);
    at[along[index]] = middle;
    sums.addRise(index, above - below, switches(gradientAbove, gradientBelow));
  }

  /** The loss of one row, whose gradient is added to {@code gradient}. */
  private double evaluate(double[] at, double[] input, int label, double[] gradient) {
    Model.RowPass row = model.row(at, input);
    double[] dScores = new double[model.classes()];
    double value = loss.evaluate(row.scores(), label, dScores);
    row.addGradient(dScores, gradient);
    return value;
  }

  private static boolean switches(double[] above, double[] below) {
    for (int i = 0; i < above.length; i++) {
      if ((above[i] == 0) != (below[i] == 0)) {
        return true;
      }
    }
    return false;
  }
}
