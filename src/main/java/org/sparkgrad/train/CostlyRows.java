package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowBlocks;

/**
 * How many blocks suit models whose rows cost much: there a few rows are worth a task, so that more
 * tasks can be busy.
 */
final class CostlyRows {
  /**
   * Multiplications and additions of a row, forward: about 0.3 ms of a core with both gradients.
   */
  private static final long FLOP = 10_000_000;

  private static final int MOST_BLOCKS = 64;

  /** Of a batch in each block, so that groups that are normalised together stay large enough. */
  private static final int ROWS = 32;

  private CostlyRows() {}

  /**
   * The usual number, or up to {@value #MOST_BLOCKS} if the smallest batch of a costly model has
   * {@value #ROWS} rows for each: a power of two.
   */
  static int blocks(List<Cell> cells, DataShape data) {
    int batch =
        cells.stream()
            .map(Cell::hyperparameters)
            .filter(cell -> isCostly(cell, data))
            .mapToInt(cell -> cell.get(Hyperparameter.BATCH_SIZE))
            .min()
            .orElse(0);
    int fitting = Integer.highestOneBit(Math.max(1, batch / ROWS));
    return Math.max(RowBlocks.USUAL_COUNT, Math.min(MOST_BLOCKS, fitting));
  }

  private static boolean isCostly(Hyperparameters cell, DataShape data) {
    return cell.get(Hyperparameter.MODEL).takesImages()
        && Architecture.ofAllFeatures(cell, data).flop() >= FLOP;
  }
}
