package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table on the page; the first entry of each row is its header.
 *
 * @param caption what it is a table of
 */
public record TableView(String caption, List<String> columns, List<List<Entry>> rows) {

  /**
   * @param text as shown
   * @param raw the number as it is, for sorting and comparing; empty if it is none
   * @param note in small print after the text
   */
  public record Entry(String text, String raw, String note) {
    static Entry of(String text) {
      return new Entry(text, "", "");
    }

    static Entry count(long value) {
      return new Entry(Numbers.count(value), Long.toString(value), "");
    }

    static Entry share(double value) {
      return new Entry(Numbers.share(value), Double.toString(value), "");
    }

    static Entry share(Share share) {
      return new Entry(
          Numbers.share(share.value()), Double.toString(share.value()), Numbers.interval(share));
    }

    static Entry rounded(double value) {
      return new Entry(Numbers.rounded(value), Double.toString(value), "");
    }
  }

  static TableView of(String caption, String... columns) {
    return new TableView(caption, List.of(columns), new ArrayList<>());
  }

  TableView add(Entry... row) {
    rows.add(List.of(row));
    return this;
  }
}
