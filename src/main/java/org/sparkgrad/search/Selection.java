package org.sparkgrad.search;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.run.CellResult;
import org.sparkgrad.run.CellStatus;

/** Chooses among the cells of a grid. */
public final class Selection {
  private Selection() {}

  /**
   * The cell with the highest validation accuracy, the first of equals; empty where no cell is ok.
   * The test set has no say.
   */
  public static Optional<CellResult> best(List<CellResult> results) {
    return results.stream()
        .filter(result -> result.status() == CellStatus.OK && result.validation().isPresent())
        .reduce((best, next) -> accuracy(next) > accuracy(best) ? next : best);
  }

  private static double accuracy(CellResult result) {
    return result.validation().orElseThrow().accuracy();
  }
}
