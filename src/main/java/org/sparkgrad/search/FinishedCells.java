package org.sparkgrad.search;

import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.FailureReason;
import org.sparkgrad.train.Rung;

/**
 * What is done with a cell that has come to its end: its model is kept in the run directory if the
 * cell is ok, and the iterations that it no longer makes count as done. The driver keeps only what
 * the tables need, so that its memory does not grow with the cells' weights.
 *
 * @param blocks that the training rows are cut into
 * @param progress told how many more iterations are done
 */
record FinishedCells(
    RunDirectory directory, int blocks, PlannedIterations planned, LongConsumer progress) {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedCells.class);

  /**
   * Takes a cell at the end of a rung. One that is ok before the last rung goes on from its
   * checkpoint, or is pruned when all cells of the rung are there.
   *
   * @return the result without its model; failed if the model could not be saved
   */
  CellResult arrive(CellResult result, Rung rung) {
    if (result.status() == CellStatus.OK && !rung.isLast()) {
      return result.withoutModel();
    }
    boolean failed = result.status() == CellStatus.FAILED && result.iterationsRun() == 0;
    leave(result, failed ? rung.start(planned.of(result.cell())) : result.iterationsRun());
    return result.status() == CellStatus.OK ? saved(result) : result.withoutModel();
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
  }

  private CellResult saved(CellResult result) {
    try {
      directory.writeModel(result, blocks);
      return result.withoutModel();
    } catch (RuntimeException | Error e) { // Such as a full disk, which Hadoop makes an error of.
      LOG.debug("{}: its model is not saved", result.cell().name(), e);
      String reason = "save the model: " + FailureReason.of(e);
      LOG.warn("{} failed: {}", result.cell().name(), reason);
      return result.failed(reason);
    }
  }
}
