package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.InitKind;
import org.sparkgrad.config.ModelChoice;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Cell;

/**
 * Cells whose networks are written differently, and are the same on the data: {@code affine(10)}
 * and {@code affine(classes)} of ten classes.
 */
final class SameCells {
  /** What the layers of a model make, and what their weights start from. */
  private record Start(Network network, InitKind init) {}

  private SameCells() {}

  /**
   * In words, a line for each cell that another one before it is.
   *
   * @param networks of the cells, by their names; of cells that cannot be trained there are none
   */
  static List<String> in(List<Cell> cells, Map<String, Network> networks) {
    List<String> problems = new ArrayList<>();
    Map<Start, ModelChoice> models = new HashMap<>();
    Map<Hyperparameters, Cell> first = new HashMap<>();
    for (Cell cell : cells) {
      ModelChoice model = cell.hyperparameters().get(Hyperparameter.MODEL);
      Network network = networks.get(cell.name());
      if (network == null || model.network().isEmpty()) {
        continue;
      }
      ModelChoice same = models.computeIfAbsent(new Start(network, model.init()), start -> model);
      Cell other = first.putIfAbsent(cell.hyperparameters().with(Hyperparameter.MODEL, same), cell);
      if (other != null) {
        problems.add(
            "--model: expected models that differ on the data, found '%s' and '%s', which are the same"
                .formatted(
                    other.hyperparameters().get(Hyperparameter.MODEL).label(), model.label()));
      }
    }
    return problems.stream().distinct().toList();
  }
}
