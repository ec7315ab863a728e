package org.sparkgrad.optim;

/** The data loss of one iteration's batch as a function of the parameters. */
@FunctionalInterface
public interface Objective {
  /**
   * Evaluates the batch of {@code iteration}, counted from 0, at {@code parameters}, which are not
   * modified. A pure function: the same arguments give the same bits.
   */
  LossAndGradient evaluate(float[] parameters, long iteration);
}
