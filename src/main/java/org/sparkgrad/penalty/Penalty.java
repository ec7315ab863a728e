package org.sparkgrad.penalty;

/** A function of the weights that is added to the data loss. Biases are never penalised. */
public interface Penalty {
  /** The value of the penalty at {@code parameters}. */
  double value(float[] parameters);

  /** What one weight adds to the value. */
  double valueOf(double weight);

  /** The derivative of the smooth part of {@link #valueOf}. */
  double slopeOf(double weight);

  /** Adds the gradient of the smooth part of the penalty to {@code gradient}, which is modified. */
  default void addGradient(float[] parameters, float[] gradient) {}

  /** Whether it moves parameters after a step. */
  default boolean actsAfterStep() {
    return false;
  }

  /**
   * Applies what the penalty does after a step of size {@code learningRate} to {@code parameters},
   * which are modified: the proximal operator of the part that has no gradient.
   */
  default void afterStep(float[] parameters, double learningRate) {}
}
