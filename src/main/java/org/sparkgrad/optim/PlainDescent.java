package org.sparkgrad.optim;

/** Plain gradient descent: {@code w <- w - rate * g}. */
public final class PlainDescent implements UpdateRule {
  @Override
  public void step(float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] -= rate * gradient[i];
    }
  }

  @Override
  public float[] state() {
    return new float[0];
  }
}
