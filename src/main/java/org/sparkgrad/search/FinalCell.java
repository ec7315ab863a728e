package org.sparkgrad.search;

import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;

/** The cell that repeats the best one on all training rows. */
final class FinalCell {
  private static final String NAME = "final";

  private FinalCell() {}

  /** Without a validation part to stop by, it makes as many updates as made the best weights. */
  static Cell of(CellResult best) {
    Hyperparameters hyperparameters = best.cell().hyperparameters();
    return new Cell(
        NAME,
        hyperparameters.get(Hyperparameter.PATIENCE) > 0
            ? hyperparameters.onAllRows(best.bestIteration())
            : hyperparameters.with(Hyperparameter.VALIDATION, 0));
  }
}
