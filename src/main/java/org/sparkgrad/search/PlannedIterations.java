package org.sparkgrad.search;

import java.util.List;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;

/**
 * Iterations that cells make at most; progress is measured by them.
 *
 * @param trainRows rows of the training files, of which a cell holds out its validation part
 */
public record PlannedIterations(int trainRows) {
  /** Iterations of one cell. */
  public long of(Cell cell) {
    return cell.iterations(trainRows - cell.hyperparameters().get(Hyperparameter.VALIDATION));
  }

  /** Iterations of all cells together. */
  public long ofAll(List<Cell> cells, boolean finalModel) {
    long sum = cells.stream().mapToLong(this::of).sum();
    return finalModel ? sum + ofFinalModel(cells) : sum;
  }

  /** The most iterations that a cell makes on all training rows. */
  long ofFinalModel(List<Cell> cells) {
    return cells.stream()
        .mapToLong(cell -> cell.hyperparameters().iterations(trainRows))
        .max()
        .orElse(0);
  }

  /** The iterations of the cell that has the fewest, of those whose models are made in any. */
  public long ofShortest(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.hyperparameters().get(Hyperparameter.MODEL).isIterative())
        .mapToLong(this::of)
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
