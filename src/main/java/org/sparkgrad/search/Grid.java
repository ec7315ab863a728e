package org.sparkgrad.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;

/**
 * The Cartesian product of lists of hyperparameter values.
 *
 * @param axes the values of each hyperparameter that is given, in the order in which they are tried
 */
public record Grid(Map<Hyperparameter<?>, List<Object>> axes) {

  /** How many combinations of values there are; infinite if beyond all reason. */
  public double combinations() {
    double product = 1;
    for (List<Object> axis : axes.values()) {
      product *= axis.size();
    }
    return product;
  }

  /**
   * The cells {@code cell-1}, {@code cell-2}, ...: axes stand in the order of {@link
   * Hyperparameter#values}, the last one varies fastest. Combinations of which training reads the
   * same are one cell, at the place of the first.
   */
  public List<Cell> cells() {
    List<Map<Hyperparameter<?>, Object>> combinations = List.of(Map.of());
    for (Hyperparameter<?> axis : Hyperparameter.values()) {
      if (axes.containsKey(axis)) {
        combinations = extend(combinations, axis);
      }
    }
    Set<Hyperparameters> distinct = new LinkedHashSet<>();
    combinations.forEach(combination -> distinct.add(Hyperparameters.of(combination)));
    List<Cell> cells = new ArrayList<>();
    for (Hyperparameters each : distinct) {
      cells.add(new Cell("cell-" + (cells.size() + 1), each));
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
        extended.add(next);
      }
    }
    return extended;
  }
}
