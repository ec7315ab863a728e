package org.sparkgrad.optim;

import org.sparkgrad.linalg.Segment;

/**
 * Gradient descent with heavy-ball momentum: {@code v <- momentum * v - rate * g}, {@code w <- w +
 * v}. Momentum 0 is plain gradient descent.
 *
 * <p>If a penalty moves the parameters after the step, v takes that in, so that it stays the last
 * displacement: {@code w <- prox(w + momentum * (w - w_before) - rate * g)}. If v ignored the
 * penalty, steps and penalty would balance where the gradient is {@code 1 - momentum} times as
 * large as the penalty's.
 *
 * <p>Sources: Polyak, "Some methods of speeding up the convergence of iteration methods", 1964;
 * Ochs, Chen, Brox, Pock, "iPiano: Inertial Proximal Algorithm for Nonconvex Optimization", 2014.
 */
public final class Momentum implements ElementwiseRule {
  private final float momentum;
  private final float[] velocity;

  /** Starts with velocity zero. */
  public Momentum(double momentum, int parameters) {
    this(momentum, new float[parameters]);
  }

  /** Continues from the state of another rule of this kind. */
  public Momentum(double momentum, float[] velocity) {
    this.momentum = (float) momentum;
    this.velocity = velocity;
  }

  @Override
  public void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = part.start(); i < part.end(); i++) {
      velocity[i] = momentum * velocity[i] - rate * gradient[i];
      parameters[i] += velocity[i];
    }
  }

  @Override
  public void moved(float[] before, float[] after) {
    for (int i = 0; i < velocity.length; i++) {
      velocity[i] += after[i] - before[i];
    }
  }

  @Override
  public float[] state() {
    return velocity;
  }
}
