package org.sparkgrad.optim;

import java.util.List;
import org.sparkgrad.linalg.Segment;

/**
 * Weight decay apart from the gradient: {@code w <- w - rate * decay * w}, then the step of another
 * rule. With Adam it is AdamW, with momentum SGDW. Biases do not decay.
 *
 * <p>Source: Loshchilov, Hutter, "Decoupled weight decay regularization", 2019, algorithms 1 and 2.
 * There the decay is scaled by the schedule alone; here by the learning rate, as libraries do, so
 * that the paper's lambda is {@code rate * decay} for the rate at the start.
 *
 * @param weights the segments that decay
 */
public record DecoupledDecay(UpdateRule rule, double decay, List<Segment> weights)
    implements UpdateRule {
  @Override
  public void step(float[] parameters, float[] gradient, double learningRate, long iteration) {
    float kept = (float) (1 - learningRate * decay);
    for (Segment segment : weights) {
      for (int i = segment.start(); i < segment.end(); i++) {
        parameters[i] *= kept;
      }
    }
    rule.step(parameters, gradient, learningRate, iteration);
  }

  /** The decay is no part of a step that a rule remembers; what a penalty moves after it is. */
  @Override
  public void moved(float[] before, float[] after) {
    rule.moved(before, after);
  }

  @Override
  public float[] state() {
    return rule.state();
  }
}
