package org.sparkgrad.data.format;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.schema.MessageType;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;

/** Deals the rows of tables out to parts as a column of theirs says. */
final class TableSplit {
  /** The column. */
  static final String COLUMN = "split";

  private final Map<Part, List<TableShare>> shares = new EnumMap<>(Part.class);

  /** What a row is for. */
  enum Part implements Choice {
    TRAIN,
    VALIDATION,
    TEST
  }

  private TableSplit() {
    for (Part each : Part.values()) {
      shares.put(each, new ArrayList<>());
    }
  }

  /** Whether a table has the column, and it holds text. */
  static boolean isIn(MessageType schema) {
    return schema.containsField(COLUMN) && TableColumns.isText(schema.getType(COLUMN));
  }

  /**
   * Reads the column, and no other.
   *
   * @throws DataException naming file and row that is for no part, or the part without rows
   */
  static TableSplit read(Configuration hadoop, List<FileRows> tables, TableColumns columns) {
    TableSplit split = new TableSplit();
    TableColumns column = columns.withLabel(COLUMN);
    for (FileRows table : tables) {
      Part[] parts = new Part[table.range().size()];
      new TableFile(hadoop, table.file())
          .read(
              column,
              true,
              new RowRange(0, parts.length),
              (index, row) -> parts[index] = part(row.label()));
      for (Part each : Part.values()) {
        split.add(each, table.file(), parts);
      }
    }
    for (Part each : List.of(Part.TRAIN, Part.TEST)) {
      if (split.rows(each) == 0) {
        throw new DataException(
            "expected rows with '%s' in column '%s', found none".formatted(each.label(), COLUMN));
      }
    }
    return split;
  }

  private static Part part(Object found) {
    return Choice.ofLabel(Part.class, String.valueOf(found))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of %s in column '%s', found %s"
                        .formatted(
                            String.join(", ", Choice.labels(Part.class)),
                            COLUMN,
                            found == null ? "null" : "'" + found + "'")));
  }

  private void add(Part part, DataFile file, Part[] parts) {
    int[] picked = IntStream.range(0, parts.length).filter(i -> parts[i] == part).toArray();
    if (picked.length > 0) {
      int start = rows(part);
      shares
          .get(part)
          .add(new TableShare(file, new RowRange(start, start + picked.length), picked));
    }
  }

  private int rows(Part part) {
    return TableShare.count(shares.get(part));
  }

  /** How many rows are for validation. */
  int validation() {
    return rows(Part.VALIDATION);
  }

  /** Rows to train on, and after them those for validation, which a run holds out from the end. */
  List<TableShare> train() {
    List<TableShare> all = new ArrayList<>(shares.get(Part.TRAIN));
    int before = rows(Part.TRAIN);
    for (TableShare each : shares.get(Part.VALIDATION)) {
      RowRange after = new RowRange(before + each.range().start(), before + each.range().end());
      all.add(new TableShare(each.file(), after, each.picked()));
    }
    return all;
  }

  List<TableShare> test() {
    return shares.get(Part.TEST);
  }
}
