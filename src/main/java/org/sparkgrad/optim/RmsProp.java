package org.sparkgrad.optim;

import org.sparkgrad.linalg.Segment;

/**
 * RMSProp: {@code s <- decay * s + (1 - decay) * g^2}, {@code w <- w - rate * g / (sqrt(s) +
 * epsilon)}.
 *
 * <p>Source: Tieleman, Hinton, "Neural networks for machine learning", lecture 6.5, 2012, with
 * decay 0.9.
 */
public final class RmsProp implements ElementwiseRule {
  private final float kept;
  private final float added;
  private final float epsilon;
  private final float[] squares;

  /**
   * @param squares zeros, or the state of another rule of this kind; modified
   */
  public RmsProp(double decay, double epsilon, float[] squares) {
    kept = (float) decay;
    added = (float) (1 - decay);
    this.epsilon = (float) epsilon;
    this.squares = squares;
  }

  @Override
  public void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) learningRate;
    for (int i = part.start(); i < part.end(); i++) {
      squares[i] = kept * squares[i] + added * gradient[i] * gradient[i];
      parameters[i] -= rate * gradient[i] / ((float) Math.sqrt(squares[i]) + epsilon);
    }
  }

  @Override
  public float[] state() {
    return squares;
  }
}
