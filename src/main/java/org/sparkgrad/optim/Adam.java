package org.sparkgrad.optim;

import java.util.Arrays;
import org.sparkgrad.linalg.Segment;

/**
 * Adam: {@code m <- beta1 * m + (1 - beta1) * g}, {@code s <- beta2 * s + (1 - beta2) * g^2},
 * {@code w <- w - rate * (m / c1) / (sqrt(s / c2) + epsilon)} with {@code c = 1 - beta^t} for the
 * step t, counted from 1.
 *
 * <p>Source: Kingma, Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1, with
 * beta1 0.9, beta2 0.999, epsilon 1e-8.
 */
public final class Adam implements ElementwiseRule {
  private final double beta1;
  private final double beta2;
  private final float epsilon;
  // Two arrays, since the compiler does not vectorize a loop over two halves of one.
  private final float[] means;
  private final float[] squares;

  /**
   * @param state zeros, two for each parameter, or the state of another rule of this kind
   */
  public Adam(double beta1, double beta2, double epsilon, float[] state) {
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = (float) epsilon;
    int parameters = state.length / 2;
    means = Arrays.copyOf(state, parameters);
    squares = Arrays.copyOfRange(state, parameters, state.length);
  }

  @Override
  public void step(
      Segment part, float[] parameters, float[] gradient, double learningRate, long iteration) {
    float rate = (float) (learningRate / correction(beta1, iteration));
    float unbias = (float) (1 / correction(beta2, iteration));
    float kept1 = (float) beta1;
    float added1 = (float) (1 - beta1);
    float kept2 = (float) beta2;
    float added2 = (float) (1 - beta2);
    for (int i = part.start(); i < part.end(); i++) {
      means[i] = kept1 * means[i] + added1 * gradient[i];
      squares[i] = kept2 * squares[i] + added2 * gradient[i] * gradient[i];
      parameters[i] -= rate * means[i] / ((float) Math.sqrt(unbias * squares[i]) + epsilon);
    }
  }

  /** Bias correction of averages that start from zero. */
  private static double correction(double beta, long iteration) {
    return 1 - StrictMath.pow(beta, iteration + 1.0);
  }

  /** The means, then the squares. */
  @Override
  public float[] state() {
    float[] state = Arrays.copyOf(means, 2 * means.length);
    System.arraycopy(squares, 0, state, means.length, squares.length);
    return state;
  }
}
