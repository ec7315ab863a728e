package org.sparkgrad.optim;

import org.sparkgrad.linalg.Segment;

/**
 * Nesterov's accelerated gradient: {@code v <- momentum * v - rate * g}, {@code w <- w + momentum *
 * v - rate * g}.
 *
 * <p>In Sutskever's form the gradient is taken ahead of the parameters, at {@code u + momentum *
 * v}, and {@code u <- u + v} follows. The parameters here are that point ahead, {@code w = u +
 * momentum * v}, so that loss and gradient are those of the parameters that a run ends with.
 *
 * <p>If a penalty moves the parameters by d after the step, {@code v <- v + d / momentum}, so that
 * {@code w} has moved by {@code momentum * v - rate * g} as before: steps and penalty then balance
 * where the gradient and the penalty's are equal in magnitude.
 *
 * <p>Source: Sutskever, Martens, Dahl, Hinton, "On the importance of initialization and momentum in
 * deep learning", 2013, equations 3 and 4; Bengio, Boulanger-Lewandowski, Pascanu, "Advances in
 * optimizing recurrent networks", 2013, equation 7, for the point ahead.
 */
public final class Nesterov implements ElementwiseRule {
  private final float momentum;
  private final float[] velocity;

  /**
   * @param velocity zeros, or the state of another rule of this kind; modified
   */
  public Nesterov(double momentum, float[] velocity) {
    this.momentum = (float) momentum;
    this.velocity = velocity;
  }

  @Override
  public void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = part.start(); i < part.end(); i++) {
      float push = rate * gradient[i];
      velocity[i] = momentum * velocity[i] - push;
      parameters[i] += momentum * velocity[i] - push;
    }
  }

  @Override
  public void moved(float[] before, float[] after) {
    if (momentum == 0) {
      return;
    }
    for (int i = 0; i < velocity.length; i++) {
      velocity[i] += (after[i] - before[i]) / momentum;
    }
  }

  @Override
  public float[] state() {
    return velocity;
  }
}
