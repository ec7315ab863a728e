package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.optim.StopReason;

/**
 * Early stopping by validation: every so many iterations the weights are evaluated; training ends
 * after {@code patience} evaluations without one above the best, and keeps the weights of the best.
 *
 * <p>Source: Goodfellow, Bengio, Courville, "Deep Learning", 2016, algorithm 7.1.
 */
final class EarlyStopping {
  private final int patience;
  private final long interval;
  private Optional<BestSeen> best;

  /**
   * @param patience 0 for no early stopping
   * @param interval iterations between two evaluations
   * @param best what a checkpoint remembers
   */
  EarlyStopping(int patience, long interval, Optional<BestSeen> best) {
    this.patience = patience;
    this.interval = interval;
    this.best = best;
  }

  /** Whether the weights that so many iterations made are to be evaluated. */
  boolean isDue(long iterations) {
    return patience > 0 && iterations > 0 && iterations % interval == 0;
  }

  /**
   * Whether the last weights of a run have still to be evaluated.
   *
   * @param averaged whether they are not those of the last iteration
   */
  boolean isOpen(long iterations, boolean averaged) {
    return patience > 0 && (averaged || !isDue(iterations));
  }

  /** Takes the validation accuracy of the weights that so many iterations made. */
  void note(long iterations, double accuracy, float[] parameters) {
    best =
        Optional.of(
            best.map(seen -> seen.next(iterations, accuracy, parameters))
                .orElseGet(() -> BestSeen.first(iterations, accuracy, parameters)));
  }

  Optional<StopReason> stop() {
    return best.filter(seen -> seen.evaluationsSince() >= patience)
        .map(seen -> StopReason.EARLY_STOPPING);
  }

  /** Empty without early stopping, and before the first evaluation. */
  Optional<BestSeen> best() {
    return best;
  }
}
