package org.sparkgrad.penalty;

import java.util.List;

/** The sum of several penalties, none of them included; L1 and L2 together are the elastic net. */
public record SumOfPenalties(List<Penalty> terms) implements Penalty {
  @Override
  public double value(float[] parameters) {
    double sum = 0;
    for (Penalty term : terms) {
      sum += term.value(parameters);
    }
    return sum;
  }

  @Override
  public double valueOf(double weight) {
    double sum = 0;
    for (Penalty term : terms) {
      sum += term.valueOf(weight);
    }
    return sum;
  }

  @Override
  public double slopeOf(double weight) {
    double sum = 0;
    for (Penalty term : terms) {
      sum += term.slopeOf(weight);
    }
    return sum;
  }

  @Override
  public void addGradient(float[] parameters, float[] gradient) {
    for (Penalty term : terms) {
      term.addGradient(parameters, gradient);
    }
  }

  @Override
  public void afterStep(float[] parameters, double learningRate) {
    for (Penalty term : terms) {
      term.afterStep(parameters, learningRate);
    }
  }
}
