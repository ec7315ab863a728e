package org.sparkgrad.optim;

import org.sparkgrad.linalg.Segment;

/**
 * Adagrad: {@code s <- s + g^2}, {@code w <- w - rate * g / (sqrt(s) + epsilon)}.
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and stochastic
 * optimization", 2011, figure 1, with the diagonal matrix.
 */
public final class Adagrad implements ElementwiseRule {
  private final float epsilon;
  private final float[] squares;

  /**
   * @param squares zeros, or the state of another rule of this kind; modified
   */
  public Adagrad(double epsilon, float[] squares) {
    this.epsilon = (float) epsilon;
    this.squares = squares;
  }

  @Override
  public void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = part.start(); i < part.end(); i++) {
      squares[i] += gradient[i] * gradient[i];
      parameters[i] -= rate * gradient[i] / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }

  @Override
  public float[] state() {
    return squares;
  }
}
