package org.sparkgrad.search;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.FailureReason;
import org.sparkgrad.train.Rung;
import org.sparkgrad.train.TrainingListener;

/**
 * What is done with a cell that has come to its end: its model is kept in the run directory if the
 * cell is ok. The driver keeps only what the tables need, so that its memory does not grow with the
 * cells' weights.
 *
 * @param blocks that the training rows are cut into
 * @param listener hears of the ends of cells
 */
record FinishedCells(RunDirectory directory, int blocks, TrainingListener listener) {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedCells.class);

  /**
   * Takes a cell at the end of a rung. One that is ok before the last rung goes on from its
   * checkpoint, or is pruned when all cells of the rung are there.
   *
   * @return the result without its model; failed if the model could not be saved
   */
  CellResult arrive(CellResult result, Rung rung) {
    if (result.status() == CellStatus.OK && !rung.isLast()) {
      CellResult waiting = result.withoutModel();
      listener.waits(waiting);
      return waiting;
    }
    CellResult ended = result.status() == CellStatus.OK ? saved(result) : result.withoutModel();
    listener.ended(ended);
    return ended;
  }

  /** Takes a cell that a search has given up. */
  void prune(CellResult result) {
    listener.ended(result);
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
