package org.sparkgrad.search;

import java.util.function.LongConsumer;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.Rung;

/**
 * What is done with a cell that has come to its end: its model is kept in the run directory if the
 * cell is ok, and the iterations that it no longer makes count as done.
 *
 * @param progress told how many more iterations are done
 */
record FinishedCells(RunDirectory directory, PlannedIterations planned, LongConsumer progress) {

  /**
   * A cell that is ok before the last rung goes on, or is pruned when all of the rung are there.
   */
  void arrive(CellResult result, Rung rung) {
    if (result.status() == CellStatus.OK && !rung.isLast()) {
      return;
    }
    boolean failed = result.status() == CellStatus.FAILED;
    leave(result, failed ? rung.start(planned.of(result.cell())) : result.iterationsRun());
  }

  /** Takes a cell that a search has given up. */
  void prune(CellResult result) {
    leave(result, result.iterationsRun());
  }

  /**
   * @param told how many of its iterations {@code progress} was told of
   */
  private void leave(CellResult result, long told) {
    progress.accept(planned.of(result.cell()) - told);
    if (result.status() == CellStatus.OK) {
      directory.writeModel(result);
    } else {
      directory.deleteModel(result.cell());
    }
  }
}
