package org.sparkgrad.optim;

import java.util.List;

/** The data loss of one iteration's batch, for several parameter vectors in one pass. */
public interface GroupObjective extends Objective {
  /**
   * Evaluates the batch of {@code iteration} at each of {@code parameters}, which are not modified;
   * each result has the bits that {@link #evaluate} would give alone.
   *
   * @return to be closed when the results have been used
   */
  Results evaluateAll(List<float[]> parameters, long iteration);

  @Override
  default LossAndGradient evaluate(float[] parameters, long iteration) {
    try (Results results = evaluateAll(List.of(parameters), iteration)) {
      return results.get(0);
    }
  }

  /** The results of one evaluation, in the order of the parameter vectors. */
  interface Results extends AutoCloseable {
    /** Works out one of the results; any thread may ask. */
    LossAndGradient get(int index);

    @Override
    void close();
  }
}
