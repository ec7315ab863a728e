package org.sparkgrad.penalty;

import java.util.List;

/**
 * The L2 penalty {@code factor * strength * sum_i w_i^2}, with gradient {@code 2 * factor *
 * strength * w_i}.
 *
 * <p>Texts differ in the factor: with ½ the gradient is {@code strength * w}, as in MLlib and most
 * books; with 1 it is {@code 2 * strength * w}, as in Stanford's CS231n assignments.
 */
public record L2(double strength, double factor, List<Segment> weights) implements Penalty {
  @Override
  public double value(float[] parameters) {
    double sum = 0;
    for (Segment segment : weights) {
      sum += sumOfSquares(parameters, segment.start(), segment.end());
    }
    return factor * strength * sum;
  }

  /** Makes four sums side by side; one alone would wait for the end of each addition. */
  private static double sumOfSquares(float[] values, int start, int end) {
    double first = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int i = start;
    for (; i + 3 < end; i += 4) {
      first += (double) values[i] * values[i];
      second += (double) values[i + 1] * values[i + 1];
      third += (double) values[i + 2] * values[i + 2];
      fourth += (double) values[i + 3] * values[i + 3];
    }
    for (; i < end; i++) {
      first += (double) values[i] * values[i];
    }
    return first + second + (third + fourth);
  }

  @Override
  public void addGradient(float[] parameters, float[] gradient) {
    float slope = (float) (2 * factor * strength);
    for (Segment segment : weights) {
      for (int i = segment.start(); i < segment.end(); i++) {
        gradient[i] += slope * parameters[i];
      }
    }
  }

  @Override
  public void afterStep(float[] parameters, double learningRate) {}
}
