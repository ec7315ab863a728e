package org.sparkgrad.search;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.artifact.CellTables;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.FailureReason;
import org.sparkgrad.train.Rung;
import org.sparkgrad.train.TrainingListener;

/**
 * What is done with a cell that has come to its end: the run directory gets its model, if the cell
 * is ok, and its rows of the tables. The driver keeps only what a search compares and prints, so
 * that its memory grows neither with the cells' weights nor with their curves.
 *
 * <p>What fails of that makes the cell a failed one, and touches no other.
 *
 * @param blocks that the training rows are cut into
 * @param listener hears of the ends of cells
 */
record FinishedCells(
    RunDirectory directory, CellTables tables, int blocks, TrainingListener listener) {
  private static final Logger LOG = LoggerFactory.getLogger(FinishedCells.class);

  /**
   * Takes a cell at the end of a rung. One that is ok before the last rung goes on from its
   * checkpoint, or is pruned when all cells of the rung are there.
   *
   * @return the result without its model, and without its curve if the cell has ended
   */
  CellResult arrive(CellResult result, Rung rung) {
    if (result.status() == CellStatus.OK && !rung.isLast()) {
      return unless("wait", result.withoutModel(), listener::waits);
    }
    return end(result);
  }

  /**
   * Takes a cell that a search has given up.
   *
   * @return the result without its curve
   */
  CellResult prune(CellResult result) {
    return end(result);
  }

  private CellResult end(CellResult result) {
    CellResult ended = unless("write the curve", result, tables::writeCurve);
    if (ended.status() == CellStatus.OK) {
      ended = unless("save the model", ended, each -> directory.writeModel(each, blocks));
    }
    ended = unless("listen", ended.withoutModel().withoutCurve(), listener::ended);
    writeRows(ended);
    return ended;
  }

  /** The same result if an action goes well on it, else a failed one. */
  private static CellResult unless(
      String operation, CellResult result, Consumer<CellResult> action) {
    try {
      action.accept(result);
      return result;
    } catch (RuntimeException | Error e) { // Such as a full disk, which Hadoop makes an error of.
      LOG.debug("{}: {}", result.cell().name(), operation, e);
      String reason = operation + ": " + FailureReason.of(e);
      LOG.warn("{} failed: {}", result.cell().name(), reason);
      return result.failed(reason);
    }
  }

  /** Rows that find no room now find it at the end of the run, or end it with an error. */
  private void writeRows(CellResult ended) {
    try {
      tables.writeResult(ended);
    } catch (RuntimeException | Error e) {
      LOG.debug("{}: its row", ended.cell().name(), e);
      LOG.warn("{}: its row is not yet written: {}", ended.cell().name(), FailureReason.of(e));
    }
  }
}
