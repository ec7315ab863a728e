package org.sparkgrad.train;

import java.util.Optional;
import org.sparkgrad.config.Hyperparameters;

/**
 * One training run of a grid.
 *
 * @param name unique in its run; also the name of the directory of its model
 * @param repetition which cell it repeats on all training rows; empty if it is one of its own
 */
public record Cell(String name, Hyperparameters hyperparameters, Optional<Repetition> repetition) {
  public Cell(String name, Hyperparameters hyperparameters) {
    this(name, hyperparameters, Optional.empty());
  }

  /** The plan of a stopped cell that it follows. */
  public Optional<StoppedPlan> plan() {
    return repetition.flatMap(Repetition::plan);
  }

  /**
   * Updates that it makes at most.
   *
   * @param trainRows rows of its training part
   */
  public long iterations(int trainRows) {
    return plan().map(StoppedPlan::updates).orElseGet(() -> hyperparameters.iterations(trainRows));
  }

  /** All that its weights depend on but the data. */
  String identity() {
    return plan()
        .map(plan -> hyperparameters + " after " + plan)
        .orElse(hyperparameters.toString());
  }
}
