package org.sparkgrad.optim;

/**
 * Adagrad: {@code s <- s + g^2}, {@code w <- w - rate * g / (sqrt(s) + epsilon)}.
 *
 * <p>Source: Duchi, Hazan, Singer, "Adaptive subgradient methods for online learning and stochastic
 * optimization", 2011, figure 1, with the diagonal matrix.
 */
public final class Adagrad implements UpdateRule {
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
  public void step(float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = 0; i < parameters.length; i++) {
      squares[i] += gradient[i] * gradient[i];
      parameters[i] -= rate * gradient[i] / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }

  @Override
  public float[] state() {
    return squares;
  }
}
