package org.sparkgrad.ml;

import com.google.common.collect.Iterators;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.sparkgrad.data.Block;
import org.sparkgrad.io.DataException;

/** Computes numbers from the rows of a partition, a few hundred rows at a time at most. */
final class BatchRows implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final RowReader reader;
  private final int place;

  /** Of the ids, which errors name; below 0 if there are none. */
  private final int idPlace;

  private final RowPacker packer;
  private final Numbers numbers;
  private final Adder adder;

  /** Computes a row-major matrix, a row for each row of a block. */
  @FunctionalInterface
  interface Numbers extends Serializable {
    float[] of(Block rows);
  }

  /** Adds the numbers of a row to it. */
  @FunctionalInterface
  interface Adder extends Serializable {
    Row add(Row row, double[] numbers);
  }

  /**
   * @param schema of the rows
   * @param id the column whose values name rows in errors; it may not be there
   */
  BatchRows(
      RowReader reader,
      StructType schema,
      String id,
      RowPacker packer,
      Numbers numbers,
      Adder adder) {
    this.reader = reader;
    place = schema.fieldIndex(reader.column());
    idPlace = List.of(schema.fieldNames()).indexOf(id);
    this.packer = packer;
    this.numbers = numbers;
    this.adder = adder;
  }

  /**
   * The rows with what is added to them, computed when they are read.
   *
   * @param schema of the rows with it
   */
  Dataset<Row> over(Dataset<?> dataset, StructType schema) {
    return described(dataset.toDF().mapPartitions(this, Encoders.row(numbered(schema))), schema);
  }

  /** Columns named by their places: names of columns may be equal, or have points in them. */
  private static StructType numbered(StructType schema) {
    StructType numbered = new StructType();
    for (StructField field : schema.fields()) {
      numbered = numbered.add("c" + numbered.length(), field.dataType(), field.nullable());
    }
    return numbered;
  }

  /** With names, and metadata such as names of classes, which encoders drop. */
  private static Dataset<Row> described(Dataset<Row> rows, StructType schema) {
    Column[] columns = new Column[schema.length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = schema.fields()[i];
      columns[i] = functions.col("c" + i).as(field.name(), field.metadata());
    }
    return rows.select(columns);
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    Iterator<Iterator<Row>> batches =
        Iterators.transform(
            Iterators.partition(rows, packer.rowsAtOnce()), batch -> added(batch).iterator());
    return Iterators.concat(batches);
  }

  private List<Row> added(List<Row> batch) {
    List<RowValues> values = new ArrayList<>();
    for (Row row : batch) {
      values.add(read(row));
    }
    float[] all = numbers.of(packer.pack(values));
    int size = all.length / batch.size();
    List<Row> out = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      out.add(adder.add(batch.get(i), VectorScorer.wide(all, i, size)));
    }
    return out;
  }

  private RowValues read(Row row) {
    try {
      return packer.checked(reader.read(row.get(place)));
    } catch (BadRowException e) {
      String name = idPlace < 0 ? "" : ", in the row with id " + row.get(idPlace);
      throw new DataException(
          "transform: column '%s': %s%s".formatted(reader.column(), e.getMessage(), name), e);
    }
  }
}
