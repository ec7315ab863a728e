package org.sparkgrad.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text that fits a terminal of 80 columns, whatever it holds.
 *
 * <p>If it is too wide, the values of columns that can give way are cut in the middle, all to the
 * greatest length that fits, but to no fewer than {@value #SHORTEST} characters; if that is not
 * enough, such columns are left out: those that some rows have no value for, then the others, the
 * last first. What was done is said beneath.
 */
final class NarrowTable {
  static final int WIDTH = 80;
  private static final int SHORTEST = 10;
  private static final int GAP = 2;
  private static final String CUT = "..";

  /** In the place of a value that a row does not have. */
  static final String NONE = "-";

  private final List<Column> columns;

  /**
   * A column.
   *
   * @param givesWay whether it may be cut or left out
   * @param values one per row
   */
  record Column(String header, boolean givesWay, List<String> values) {
    private int width() {
      return values.stream().mapToInt(String::length).reduce(header.length(), Math::max);
    }

    private Column cutTo(int length) {
      return givesWay
          ? new Column(header, true, values.stream().map(each -> cut(each, length)).toList())
          : this;
    }

    /** Both ends tell values apart that begin, or end, alike. */
    private static String cut(String value, int length) {
      if (value.length() <= length) {
        return value;
      }
      int head = (length - CUT.length() + 1) / 2;
      int tail = length - CUT.length() - head;
      return value.substring(0, head) + CUT + value.substring(value.length() - tail);
    }
  }

  /**
   * @param columns in their order, all with the same number of values, at least one of which does
   *     not give way
   */
  NarrowTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  private static int width(List<Column> columns) {
    return columns.stream().mapToInt(Column::width).sum() + GAP * (columns.size() - 1);
  }

  private static List<Column> cut(List<Column> columns, int length) {
    return columns.stream().map(each -> each.cutTo(length)).toList();
  }

  @Override
  public String toString() {
    List<Column> kept = new ArrayList<>(columns);
    List<String> leftOut = new ArrayList<>();
    while (width(cut(kept, SHORTEST)) > WIDTH && kept.stream().anyMatch(Column::givesWay)) {
      Column least = least(kept);
      kept.remove(least);
      leftOut.add(0, least.header());
    }
    int length = WIDTH;
    while (length > SHORTEST && width(cut(kept, length)) > WIDTH) {
      length--;
    }
    List<Column> shown = cut(kept, length);
    return text(shown) + note(leftOut, !shown.equals(kept));
  }

  /** The last of those that some rows have no value for, else the last. */
  private static Column least(List<Column> columns) {
    List<Column> soft = columns.stream().filter(Column::givesWay).toList();
    return soft.stream()
        .filter(each -> each.values().contains(NONE))
        .reduce((first, second) -> second)
        .orElseGet(() -> soft.get(soft.size() - 1));
  }

  private static String text(List<Column> columns) {
    TextTable table = new TextTable(columns.stream().map(Column::header).toList());
    for (int row = 0; row < columns.get(0).values().size(); row++) {
      int at = row;
      table.add(columns.stream().map(each -> each.values().get(at)).toList());
    }
    return table.toString();
  }

  private static String note(List<String> leftOut, boolean isCut) {
    List<String> notes = new ArrayList<>();
    if (isCut) {
      notes.add("long values are cut");
    }
    if (!leftOut.isEmpty()) {
      notes.add("left out: " + String.join(", ", leftOut));
    }
    return notes.isEmpty()
        ? ""
        : String.join("; ", notes) + "; --wide shows all" + System.lineSeparator();
  }
}
