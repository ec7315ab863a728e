package org.sparkgrad.penalty;

import java.util.List;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.linalg.VectorSums;

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
      sum += VectorSums.ofSquares(parameters, segment.start(), segment.end());
    }
    return factor * strength * sum;
  }

  @Override
  public double valueOf(double weight) {
    return factor * strength * weight * weight;
  }

  @Override
  public double slopeOf(double weight) {
    return 2 * factor * strength * weight;
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
}
