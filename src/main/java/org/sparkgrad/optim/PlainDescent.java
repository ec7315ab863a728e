package org.sparkgrad.optim;

import org.sparkgrad.linalg.Segment;

/** Plain gradient descent: {@code w <- w - rate * g}. */
public final class PlainDescent implements ElementwiseRule {
  @Override
  public void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = part.start(); i < part.end(); i++) {
      parameters[i] -= rate * gradient[i];
    }
  }

  @Override
  public float[] state() {
    return new float[0];
  }
}
