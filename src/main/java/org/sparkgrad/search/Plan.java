package org.sparkgrad.search;

import java.util.List;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.Rung;

/**
 * What a search would do at most, known before it begins. Cells that stop early or diverge make
 * less of it; memory may cut passes of fused cells into several.
 *
 * @param cells in their order
 * @param search how they are run
 * @param trainRows rows of the training files
 * @param finalModel whether the best cell is trained once more
 */
public record Plan(List<Cell> cells, SearchSettings search, int trainRows, boolean finalModel) {

  private PlannedIterations planned() {
    return new PlannedIterations(trainRows);
  }

  /** Iterations of a cell that is not given up. */
  public long iterations(Cell cell) {
    return planned().of(cell);
  }

  /** Updates of all cells together, the final model's included; those of fused cells count each. */
  public long iterations() {
    return search
            .halving()
            .map(halving -> inRungs(halving.rungs(cells, planned())))
            .orElseGet(() -> planned().ofAll(cells, false))
        + ofFinalModel();
  }

  private long inRungs(List<Rung> rungs) {
    Rung first = rungs.get(0);
    long begun = planned().inRung(cells, first).values().stream().mapToLong(each -> each).sum();
    return begun + planned().afterRung(cells, first);
  }

  private long ofFinalModel() {
    return finalModel ? planned().ofFinalModel(cells) : 0;
  }

  /** Groups of cells that are trained in one pass each. */
  public List<List<Cell>> passes() {
    return search.fused()
        ? FusedGroups.of(cells, cell -> 0, cell -> Integer.MAX_VALUE)
        : cells.stream().map(List::of).toList();
  }

  /**
   * Spark jobs of updates: one for each, or for each of a whole pass; none for models that are not
   * trained by gradients. With halving at most those of the search without it.
   */
  public long stepJobs() {
    long ofCells = passes().stream().mapToLong(this::stepJobs).sum();
    return ofCells + (finalModel ? stepJobs(cells) : 0);
  }

  private long stepJobs(List<Cell> pass) {
    return pass.stream()
        .filter(cell -> cell.hyperparameters().get(Hyperparameter.MODEL).isByGradient())
        .mapToLong(this::iterations)
        .max()
        .orElse(0);
  }
}
