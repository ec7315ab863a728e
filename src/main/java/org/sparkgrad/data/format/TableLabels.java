package org.sparkgrad.data.format;

import java.util.List;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/**
 * What the labels of tables are. The driver reads their column, and no other.
 *
 * @param highest the highest number; -1 if they are names
 * @param names the different names, sorted; empty if they are numbers
 */
record TableLabels(int highest, List<String> names) {

  /**
   * Reads all labels.
   *
   * @throws org.sparkgrad.io.DataException naming file and row of one that is null, negative,
   *     fractional or a name that training rows do not have
   */
  static TableLabels read(
      Configuration hadoop, TableColumns columns, List<TableShare> train, List<TableShare> test) {
    return columns.isNamed()
        ? names(hadoop, columns, train, test)
        : numbers(hadoop, columns, train, test);
  }

  private static TableLabels numbers(
      Configuration hadoop, TableColumns columns, List<TableShare> train, List<TableShare> test) {
    int[] highest = {0};
    TableShare.Taker taker =
        (number, row) -> highest[0] = Math.max(highest[0], ClassLabels.number(row.label()));
    read(hadoop, columns, train, taker);
    read(hadoop, columns, test, taker);
    return new TableLabels(highest[0], List.of());
  }

  private static TableLabels names(
      Configuration hadoop, TableColumns columns, List<TableShare> train, List<TableShare> test) {
    TreeSet<String> names = new TreeSet<>();
    read(hadoop, columns, train, (number, row) -> add(names, row.label()));
    List<String> sorted = List.copyOf(names);
    ClassLabels labels = ClassLabels.named(sorted);
    read(hadoop, columns, test, (number, row) -> labels.of(row.label()));
    return new TableLabels(-1, sorted);
  }

  private static void add(TreeSet<String> names, Object label) {
    if (!(label instanceof String name) || name.isBlank()) {
      throw new IllegalArgumentException("expected the name of a class, found " + label);
    }
    names.add(name);
    if (names.size() > ClassLabels.MOST) {
      throw new IllegalArgumentException(
          "expected at most %d different names of classes, found more".formatted(ClassLabels.MOST));
    }
  }

  private static void read(
      Configuration hadoop, TableColumns columns, List<TableShare> files, TableShare.Taker taker) {
    for (TableShare each : files) {
      each.read(hadoop, columns, true, each.range(), taker);
    }
  }
}
