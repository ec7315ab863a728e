package org.sparkgrad.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;

/**
 * The Cartesian product of lists of hyperparameter values.
 *
 * @param axes the values of each hyperparameter that is given, in the order in which they are tried
 */
public record Grid(Map<Hyperparameter<?>, List<Object>> axes) {

  /**
   * The cells {@code cell-1}, {@code cell-2}, ...: axes stand in the order of {@link
   * Hyperparameter}, the last one varies fastest. An axis out of a cell's scope makes no more of
   * it.
   */
  public List<Cell> cells() {
    List<Map<Hyperparameter<?>, Object>> combinations = List.of(Map.of());
    for (Hyperparameter<?> axis : Hyperparameter.values()) {
      if (axes.containsKey(axis)) {
        combinations = extend(combinations, axis);
      }
    }
    List<Cell> cells = new ArrayList<>();
    for (Map<Hyperparameter<?>, Object> combination : combinations) {
      cells.add(new Cell("cell-" + (cells.size() + 1), Hyperparameters.of(combination)));
    }
    return cells;
  }

  private List<Map<Hyperparameter<?>, Object>> extend(
      List<Map<Hyperparameter<?>, Object>> combinations, Hyperparameter<?> axis) {
    List<Map<Hyperparameter<?>, Object>> extended = new ArrayList<>();
    for (Map<Hyperparameter<?>, Object> combination : combinations) {
      for (Object value : axes.get(axis)) {
        Map<Hyperparameter<?>, Object> next = new HashMap<>(combination);
        next.put(axis, value);
        if (Hyperparameters.of(next).find(axis).isEmpty()) {
          extended.add(combination);
          break;
        }
        extended.add(next);
      }
    }
    return extended;
  }
}
