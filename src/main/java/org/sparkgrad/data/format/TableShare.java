package org.sparkgrad.data.format;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.RowRange;

/**
 * The rows of a part that lie in one table: all that it has, or some.
 *
 * @param file the table
 * @param range the rows' numbers in the part
 * @param picked where the rows are in the table, ascending; null for all of its rows
 */
record TableShare(DataFile file, RowRange range, int[] picked) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Takes a row, which is overwritten by the next. */
  @FunctionalInterface
  interface Taker {
    /**
     * @param number of the row in the part
     * @throws IllegalArgumentException if the row is not as it should be
     */
    void take(int number, TableRow row);
  }

  /** The table that has a row. */
  static TableShare of(List<TableShare> shares, int row) {
    return shares.stream().filter(each -> row < each.range().end()).findFirst().orElseThrow();
  }

  /** How many rows the tables give together. */
  static int count(List<TableShare> shares) {
    return shares.isEmpty() ? 0 : shares.get(shares.size() - 1).range().end();
  }

  /** Where a row of the part is in the table, counted from 0. */
  int index(int row) {
    int own = row - range.start();
    return picked == null ? own : picked[own];
  }

  /**
   * Reads those of its rows that are in a range.
   *
   * @param labelsAlone whether features are left out
   * @param rows numbers in the part
   * @throws org.sparkgrad.io.DataException naming file and row, if they cannot be read or are
   *     refused
   */
  void read(
      Configuration hadoop, TableColumns columns, boolean labelsAlone, RowRange rows, Taker taker) {
    RowRange here = range.intersect(rows);
    if (here.size() == 0) {
      return;
    }
    RowRange span = new RowRange(index(here.start()), index(here.end() - 1) + 1);
    new TableFile(hadoop, file)
        .read(
            columns,
            labelsAlone,
            span,
            (index, row) -> {
              int own = picked == null ? index : Arrays.binarySearch(picked, index);
              if (own >= 0) {
                taker.take(range.start() + own, row);
              }
            });
  }
}
