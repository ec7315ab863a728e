package org.sparkgrad.optim;

/**
 * Gradient descent with heavy-ball momentum: {@code v <- momentum * v - rate * g}, {@code w <- w +
 * v}. Momentum 0 is plain gradient descent.
 *
 * <p>Source: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
 */
public final class Momentum implements UpdateRule {
  private final double momentum;
  private final double[] velocity;

  /** Starts at rest. */
  public Momentum(double momentum, int parameters) {
    this(momentum, new double[parameters]);
  }

  /** Goes on from the state that another rule like this one had. */
  public Momentum(double momentum, double[] velocity) {
    this.momentum = momentum;
    this.velocity = velocity;
  }

  @Override
  public void step(float[] parameters, double[] gradient, double learningRate) {
    for (int i = 0; i < parameters.length; i++) {
      velocity[i] = momentum * velocity[i] - learningRate * gradient[i];
      parameters[i] = (float) (parameters[i] + velocity[i]);
    }
  }

  @Override
  public double[] state() {
    return velocity;
  }
}
