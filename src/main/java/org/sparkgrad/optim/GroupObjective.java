package org.sparkgrad.optim;

import java.util.List;

/** The data loss of one iteration's batch, for several parameter vectors in one pass. */
public interface GroupObjective extends Objective {
  /**
   * Evaluates the batch of {@code iteration} at each of {@code parameters}, which are not modified;
   * each result has the bits that {@link #evaluate} would give alone.
   */
  List<LossAndGradient> evaluateAll(List<float[]> parameters, long iteration);

  @Override
  default LossAndGradient evaluate(float[] parameters, long iteration) {
    return evaluateAll(List.of(parameters), iteration).get(0);
  }
}
