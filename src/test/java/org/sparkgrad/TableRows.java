package org.sparkgrad;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Rows of Parquet tables, read without Spark, as they stand at the moment. */
public final class TableRows {
  private static final Configuration HADOOP = new Configuration();

  private TableRows() {}

  /** All rows of a directory of files; none if it does not exist. */
  public static List<Group> of(Path table) {
    List<Group> rows = new ArrayList<>();
    if (!Files.exists(table)) {
      return rows;
    }
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(), new org.apache.hadoop.fs.Path(table.toString()))
            .withConf(HADOOP)
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A column's value in each row, as text; empty where there is none. */
  public static List<String> texts(Path table, String column) {
    return of(table).stream()
        .map(
            row ->
                row.getFieldRepetitionCount(column) == 0
                    ? ""
                    : row.getValueToString(row.getType().getFieldIndex(column), 0))
        .toList();
  }
}
