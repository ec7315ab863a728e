package org.sparkgrad.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.Rung;

/**
 * Iterations that cells make at most, and that a search can expect them to make.
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

  /** Iterations of each cell of a rung in that rung, by its name. */
  Map<String, Long> inRung(List<Cell> cells, Rung rung) {
    Map<String, Long> iterations = new LinkedHashMap<>();
    cells.forEach(cell -> iterations.put(cell.name(), inRung(cell, rung)));
    return iterations;
  }

  private long inRung(Cell cell, Rung rung) {
    return rung.end(of(cell)) - rung.start(of(cell));
  }

  /**
   * Iterations to be expected in the rungs after one: in each as many cells as survive, each with
   * the mean of all cells' iterations there, as which of them survive is not known.
   *
   * @param cells of the rung
   */
  long afterRung(List<Cell> cells, Rung rung) {
    double sum = 0;
    int left = cells.size();
    for (Rung each = rung; !each.isLast(); ) {
      left = each.survivors(left);
      each = each.next();
      long ofAll = inRung(cells, each).values().stream().mapToLong(Long::longValue).sum();
      sum += (double) ofAll * left / cells.size();
    }
    return Math.round(sum);
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
