package org.sparkgrad.optim;

/**
 * Gradient descent with heavy-ball momentum: {@code v <- momentum * v - rate * g}, {@code w <- w +
 * v}. Momentum 0 is plain gradient descent.
 *
 * <p>Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
public final class Momentum implements UpdateRule {
  private final float momentum;
  private final float[] velocity;

  /** Starts at rest. */
  public Momentum(double momentum, int parameters) {
    this(momentum, new float[parameters]);
  }

  /** Goes on from the state that another rule like this one had. */
  public Momentum(double momentum, float[] velocity) {
    this.momentum = (float) momentum;
    this.velocity = velocity;
  }

  @Override
  public void step(float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = 0; i < parameters.length; i++) {
      velocity[i] = momentum * velocity[i] - rate * gradient[i];
      parameters[i] += velocity[i];
    }
  }

  @Override
  public float[] state() {
    return velocity;
  }
}
