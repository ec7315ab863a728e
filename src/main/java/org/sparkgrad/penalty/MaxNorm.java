package org.sparkgrad.penalty;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/**
 * The constraint that the weights that lead to one class or hidden unit have length at most a
 * radius: after a step, each row with {@code |w| > radius} becomes {@code w * radius / |w|}, the
 * nearest point of the ball, up to the rounding of floats. As a penalty it is 0 inside the ball and
 * infinite outside.
 *
 * <p>Source: Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting", JMLR 2014, section 5.1.
 *
 * @param radius above 0
 */
public record MaxNorm(double radius, List<Segment> rows) implements Penalty {
  @Override
  public double value(float[] parameters) {
    return 0;
  }

  @Override
  public double valueOf(double weight) {
    return 0;
  }

  @Override
  public double slopeOf(double weight) {
    return 0;
  }

  @Override
  public boolean actsAfterStep() {
    return true;
  }

  @Override
  public void afterStep(float[] parameters, double learningRate) {
    for (Segment row : rows) {
      double length = length(parameters, row);
      if (length > radius) {
        for (int i = row.start(); i < row.end(); i++) {
          parameters[i] = (float) (parameters[i] * (radius / length));
        }
      }
    }
  }

  /** In doubles, in which no square of a float overflows: huge weights must not become zeros. */
  private static double length(float[] parameters, Segment row) {
    double squares = 0;
    for (int i = row.start(); i < row.end(); i++) {
      squares += (double) parameters[i] * parameters[i];
    }
    return Math.sqrt(squares);
  }
}
