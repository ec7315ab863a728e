package org.sparkgrad.optim;

import org.sparkgrad.linalg.Segment;

/** An update rule that moves each parameter by itself: it can move some of them alone. */
public interface ElementwiseRule extends UpdateRule {
  /** Moves the parameters of a segment; the others and their state stay as they are. */
  void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration);

  @Override
  default void step(float[] parameters, float[] gradient, double learningRate, long iteration) {
    step(new Segment(0, parameters.length), parameters, gradient, learningRate, iteration);
  }
}
