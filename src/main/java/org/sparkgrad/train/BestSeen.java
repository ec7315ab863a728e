package org.sparkgrad.train;

/**
 * What early stopping remembers: the weights with the highest validation accuracy so far, the first
 * of equals, and how many evaluations have come since.
 *
 * @param iteration how many updates made the weights
 * @param parameters a copy; not to be changed
 * @param evaluationsSince none of which was better
 */
public record BestSeen(long iteration, double accuracy, float[] parameters, int evaluationsSince) {
  /** Of a first evaluation. */
  static BestSeen first(long iteration, double accuracy, float[] parameters) {
    return new BestSeen(iteration, accuracy, parameters.clone(), 0);
  }

  /** After one more evaluation. */
  BestSeen next(long iteration, double accuracy, float[] parameters) {
    return accuracy > this.accuracy
        ? first(iteration, accuracy, parameters)
        : new BestSeen(this.iteration, this.accuracy, this.parameters, evaluationsSince + 1);
  }
}
