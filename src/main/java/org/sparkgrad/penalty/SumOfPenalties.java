package org.sparkgrad.penalty;

import java.util.List;

/**
 * The sum of several penalties, possibly none.
 *
 * <p>{@link L1} and {@link L2} together are the elastic net: L2 is part of the gradient, and the
 * proximal operator of L1 follows, so that the steps lead to the minimum of the sum. With {@link
 * MaxNorm} after L1, what they do after a step is the proximal operator of both together.
 *
 * <p>Sources: Zou, Hastie, "Regularization and variable selection via the elastic net", 2005; Yu,
 * "On Decomposing the Proximal Map", 2013.
 *
 * @param terms in the order in which they act after a step
 */
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
  public boolean actsAfterStep() {
    return terms.stream().anyMatch(Penalty::actsAfterStep);
  }

  @Override
  public void afterStep(float[] parameters, double learningRate) {
    for (Penalty term : terms) {
      term.afterStep(parameters, learningRate);
    }
  }
}
