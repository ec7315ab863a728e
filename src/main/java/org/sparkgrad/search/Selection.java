package org.sparkgrad.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;

/** Chooses among the cells of a grid. */
public final class Selection {
  private static final Comparator<CellResult> BETTER_FIRST =
      Comparator.comparingDouble(Selection::accuracy)
          .reversed()
          .thenComparingDouble(Selection::loss);

  private Selection() {}

  /** The first of {@link #ranked}; empty where no cell is ok. */
  public static Optional<CellResult> best(List<CellResult> results) {
    return ranked(results).stream().findFirst();
  }

  /**
   * Those that are ok, by validation accuracy, the highest first; of equals the one with the lower
   * validation loss, then the one that stands first. The test set has no say.
   */
  static List<CellResult> ranked(List<CellResult> results) {
    return results.stream()
        .filter(result -> result.status() == CellStatus.OK && result.validation().isPresent())
        .sorted(BETTER_FIRST)
        .toList();
  }

  private static double accuracy(CellResult result) {
    return result.validation().orElseThrow().accuracy();
  }

  private static double loss(CellResult result) {
    return result.validation().orElseThrow().meanLoss();
  }
}
