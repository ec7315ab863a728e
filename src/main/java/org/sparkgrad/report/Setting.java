package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;

/**
 * A hyperparameter that tells the cells of a run apart.
 *
 * @param name its column
 * @param values that cells have, numbers in ascending order; null for cells that do not read it
 */
public record Setting(String name, List<Object> values) {

  /**
   * All that have several values, in the order of the hyperparameters. That some cells do not read
   * what is one value in all others follows from another.
   */
  static List<Setting> varying(List<ResultRow> cells) {
    List<Setting> varying = new ArrayList<>();
    for (TableColumn each : Hyperparameter.columns()) {
      List<Object> values =
          cells.stream().map(row -> row.values().get(each.name())).distinct().toList();
      if (values.stream().filter(Objects::nonNull).count() > 1) {
        varying.add(new Setting(each.name(), ordered(values)));
      }
    }
    return varying;
  }

  private static List<Object> ordered(List<Object> values) {
    List<Object> ordered = new ArrayList<>(values);
    if (values.stream().allMatch(value -> value == null || value instanceof Number)) {
      ordered.sort(
          (a, b) -> Double.compare(a == null ? -1 : number(a), b == null ? -1 : number(b)));
    }
    return ordered;
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** Which of its values a cell has. */
  int place(ResultRow cell) {
    for (int i = 0; i < values.size(); i++) {
      if (Objects.equals(values.get(i), cell.values().get(name))) {
        return i;
      }
    }
    throw new IllegalArgumentException("%s: no value of %s".formatted(cell.cell(), name));
  }

  List<String> texts() {
    return values.stream().map(Numbers::plain).toList();
  }

  /** Its name as people write it. */
  String title() {
    return name.replace('_', ' ');
  }
}
