package org.sparkgrad.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.DataShape;

/**
 * The columns of a DataFrame that training reads, and what is made of a row of them.
 *
 * @param features reads the column of features
 * @param label the column of labels; empty if there are none
 * @param id the column that rows are ordered by; empty to order them by content
 * @param held the column that marks the validation part; empty if there is none
 */
record FrameColumns(RowReader features, String label, String id, String held)
    implements Serializable {
  /**
   * Checks that the columns are there, and of types that can be used.
   *
   * @throws IllegalArgumentException naming the column
   */
  void require(StructType schema) {
    if (!id.isEmpty()) {
      DataType type = RowReader.type(schema, id);
      boolean whole =
          type.equals(DataTypes.LongType)
              || type.equals(DataTypes.IntegerType)
              || type.equals(DataTypes.ShortType)
              || type.equals(DataTypes.ByteType);
      if (!whole && !type.equals(DataTypes.StringType)) {
        throw new IllegalArgumentException(
            "column '%s': expected ids that are whole numbers or texts, found %s"
                .formatted(id, type.catalogString()));
      }
    }
    if (!held.isEmpty() && !RowReader.type(schema, held).equals(DataTypes.BooleanType)) {
      throw new IllegalArgumentException(
          "column '%s': expected booleans that mark the validation part, found %s"
              .formatted(held, RowReader.type(schema, held).catalogString()));
    }
  }

  /** These columns alone: features, label, id, held; what there is no column for is null. */
  Dataset<Row> of(Dataset<?> dataset) {
    List<Column> columns = new ArrayList<>();
    columns.add(column(features.column()).as("features"));
    columns.add(given(label).cast(DataTypes.DoubleType).as("label"));
    columns.add(given(id).as("id"));
    columns.add(given(held).as("held"));
    return dataset.select(columns.toArray(Column[]::new));
  }

  private static Column given(String name) {
    return name.isEmpty() ? functions.lit(null) : column(name);
  }

  /** By its whole name, which may have points in it. */
  private static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** Reads and checks a row of {@link #of}. */
  FrameRow read(Row row) {
    Object given = row.get(2);
    String name = name(row, given);
    try {
      boolean isHeld = !held.isEmpty() && held(row);
      int ofLabel = label.isEmpty() ? 0 : label(row);
      if (!id.isEmpty() && given == null) {
        throw new BadRowException("expected an id in column '%s', found null".formatted(id));
      }
      RowValues values = features.read(row.get(0));
      RowKey key =
          id.isEmpty() ? RowKey.ofContent(isHeld, ofLabel, values) : RowKey.ofId(isHeld, given);
      return FrameRow.of(key, name, isHeld, ofLabel, values);
    } catch (BadRowException e) {
      return FrameRow.bad(RowKey.ofId(false, given), name, e.getMessage());
    }
  }

  private String name(Row row, Object given) {
    if (!id.isEmpty()) {
      return "the row with id " + given;
    }
    String labelled = label.isEmpty() ? "" : " with label " + row.get(1);
    return "a row%s (idCol gives rows names)".formatted(labelled);
  }

  private boolean held(Row row) throws BadRowException {
    if (row.isNullAt(3)) {
      throw new BadRowException(
          "expected true or false in column '%s', found null".formatted(held));
    }
    return row.getBoolean(3);
  }

  private int label(Row row) throws BadRowException {
    Object given = row.get(1);
    if (!(given instanceof Double value)
        || value != Math.rint(value)
        || !(value >= 0 && value < DataShape.MOST_CLASSES)) {
      throw new BadRowException(
          "expected a whole number from 0 to %d as label in column '%s', found %s"
              .formatted(DataShape.MOST_CLASSES - 1, label, given));
    }
    return value.intValue();
  }
}
