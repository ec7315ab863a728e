package org.sparkgrad.penalty;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/**
 * The L1 penalty {@code strength * sum_i |w_i|}, applied by the subgradient {@code strength *
 * sign(w_i)}, 0 at 0. Weights oscillate around zero and hardly ever reach it: for comparison with
 * {@link L1}, which makes them exactly zero.
 */
public record L1Subgradient(double strength, List<Segment> weights) implements Penalty {
  @Override
  public double value(float[] parameters) {
    return new L1(strength, weights).value(parameters);
  }

  @Override
  public double valueOf(double weight) {
    return strength * Math.abs(weight);
  }

  @Override
  public double slopeOf(double weight) {
    return strength * Math.signum(weight);
  }

  @Override
  public void addGradient(float[] parameters, float[] gradient) {
    float slope = (float) strength;
    for (Segment segment : weights) {
      for (int i = segment.start(); i < segment.end(); i++) {
        gradient[i] += slope * Math.signum(parameters[i]);
      }
    }
  }
}
