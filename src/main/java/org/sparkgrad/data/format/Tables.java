package org.sparkgrad.data.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;

/**
 * The Parquet files of a data set, as their footers describe them.
 *
 * @param columns that are read of all of them
 * @param validation how many of the last rows for training are marked as held out
 * @param metadata notes that the writer of the first one made
 */
record Tables(
    TableColumns columns,
    List<TableShare> train,
    List<TableShare> test,
    int validation,
    Map<String, String> metadata) {

  /**
   * Reads the footers of tables of either part.
   *
   * @throws DataException naming the file that has no such columns, or cannot be read
   */
  static Tables of(
      Configuration hadoop, List<DataFile> train, List<DataFile> test, DataChoices choices) {
    TableFile.Footer first = new TableFile(hadoop, train.get(0)).footer();
    TableColumns columns = columns(train.get(0), first, choices);
    return new Tables(
        columns,
        whole(numbered(hadoop, train, columns, choices)),
        whole(numbered(hadoop, test, columns, choices)),
        0,
        first.metadata());
  }

  /**
   * Reads the footers of tables whose rows a column deals out, and this column.
   *
   * @throws DataException naming the file that has no such columns, or cannot be read
   */
  static Tables split(Configuration hadoop, List<DataFile> files, DataChoices choices) {
    TableFile.Footer first = new TableFile(hadoop, files.get(0)).footer();
    if (!TableSplit.isIn(first.schema())) {
      throw new DataException(
          "expected tables train.parquet and test.parquet, folders of these names, or a column '%s' of texts at %s"
              .formatted(TableSplit.COLUMN, files.get(0).path()));
    }
    TableColumns columns = columns(files.get(0), first, choices);
    TableSplit split = TableSplit.read(hadoop, numbered(hadoop, files, columns, choices), columns);
    return new Tables(columns, split.train(), split.test(), split.validation(), first.metadata());
  }

  private static List<TableShare> whole(List<FileRows> files) {
    return files.stream().map(each -> new TableShare(each.file(), each.range(), null)).toList();
  }

  private static TableColumns columns(DataFile file, TableFile.Footer footer, DataChoices choices) {
    try {
      return TableColumns.of(footer.schema(), choices);
    } catch (IllegalArgumentException e) {
      throw new DataException("%s at %s".formatted(e.getMessage(), file.path()), e);
    }
  }

  /** Files whose rows are numbered through. */
  private static List<FileRows> numbered(
      Configuration hadoop, List<DataFile> files, TableColumns columns, DataChoices choices) {
    List<FileRows> numbered = new ArrayList<>();
    long rows = 0;
    for (DataFile file : files) {
      TableFile.Footer footer = new TableFile(hadoop, file).footer();
      TableColumns own = columns(file, footer, choices);
      if (!own.equals(columns)) {
        throw new DataException(
            "expected the same columns in all tables, %s, found %s at %s"
                .formatted(columns, own, file.path()));
      }
      long start = rows;
      rows += footer.rows();
      if (rows > Integer.MAX_VALUE) {
        throw new DataException(
            "expected at most %d rows, found more up to %s"
                .formatted(Integer.MAX_VALUE, file.path()));
      }
      numbered.add(new FileRows(file, new RowRange((int) start, (int) rows)));
    }
    if (rows == 0) {
      throw new DataException("expected rows, found none at " + files.get(0).path());
    }
    return numbered;
  }

  /** The length of the vector in the first row for training. */
  int vectorLength(Configuration hadoop) {
    int[] length = new int[1];
    train
        .get(0)
        .read(
            hadoop,
            columns,
            false,
            new RowRange(0, 1),
            (number, row) -> {
              length[0] = row.length();
              if (length[0] < 1 || length[0] > DataShape.MOST_VALUES) {
                throw new IllegalArgumentException(
                    "expected a vector of 1 to %,d numbers, found one of %,d"
                        .formatted(DataShape.MOST_VALUES, length[0]));
              }
            });
    return length[0];
  }
}
