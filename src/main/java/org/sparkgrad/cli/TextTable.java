package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;

/** A table of text for people: columns as wide as what they hold. */
final class TextTable {
  private static final int GAP = 2;

  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    rows.add(header);
  }

  void add(List<String> row) {
    rows.add(row);
  }

  @Override
  public String toString() {
    Column[] columns = new Column[rows.get(0).size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new Column(width(i) + GAP, 0, Column.Overflow.SPAN);
    }
    Help.TextTable table = Help.TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), columns);
    rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
    return table.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
