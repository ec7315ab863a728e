package org.sparkgrad.penalty;

import java.util.List;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.linalg.VectorSums;

/**
 * The L1 penalty {@code strength * sum_i |w_i|}, applied by its proximal operator: after a step of
 * size r each weight is moved towards zero by {@code r * strength} and stops there, {@code w_i <-
 * sign(w_i) * max(|w_i| - r * strength, 0)}. Weights become exactly zero, and always the zero
 * without a sign, so that equal weights have equal bits. With {@link L2} it makes the elastic net.
 *
 * <p>Source: Parikh, Boyd, "Proximal Algorithms", 2014, section 6.5.2.
 */
public record L1(double strength, List<Segment> weights) implements Penalty {
  @Override
  public double value(float[] parameters) {
    double sum = 0;
    for (Segment segment : weights) {
      sum += VectorSums.ofSizes(parameters, segment.start(), segment.end());
    }
    return strength * sum;
  }

  @Override
  public double valueOf(double weight) {
    return strength * Math.abs(weight);
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
    float threshold = (float) (learningRate * strength);
    for (Segment segment : weights) {
      for (int i = segment.start(); i < segment.end(); i++) {
        // At most one term is not +0, and NaN stays NaN.
        parameters[i] =
            Math.max(parameters[i] - threshold, 0) + Math.min(parameters[i] + threshold, 0);
      }
    }
  }
}
