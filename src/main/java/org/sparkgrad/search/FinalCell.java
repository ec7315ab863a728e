package org.sparkgrad.search;

import java.util.Optional;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.Repetition;
import org.sparkgrad.train.StoppedPlan;

/**
 * The cell that repeats the best one on all training rows.
 *
 * <p>Without early stopping, it has the best cell's hyperparameters, and so as many epochs. With
 * it, there is no validation part to stop by: it makes as many updates as made the best cell's kept
 * weights, on the same schedule, iteration by iteration, as {@link StoppedPlan} says.
 */
final class FinalCell {
  private static final String NAME = "final";

  private FinalCell() {}

  /**
   * @param trainRows rows of the training files
   */
  static Cell of(CellResult best, int trainRows) {
    Hyperparameters hyperparameters = best.cell().hyperparameters();
    Optional<StoppedPlan> plan =
        hyperparameters.stopsEarly()
            ? Optional.of(
                new StoppedPlan(
                    trainRows - hyperparameters.get(Hyperparameter.VALIDATION),
                    best.bestIteration(),
                    best.course().kept().averaged()))
            : Optional.empty();
    return new Cell(
        NAME,
        hyperparameters.with(Hyperparameter.VALIDATION, 0).with(Hyperparameter.PATIENCE, 0),
        Optional.of(new Repetition(best.cell().name(), plan)));
  }
}
