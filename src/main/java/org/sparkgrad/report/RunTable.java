package org.sparkgrad.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.Reason;

/** A Parquet table of a run directory, which may be absent or damaged. */
record RunTable(SparkSession session, Directory run, String name) {

  boolean exists() {
    return run.child(name).exists();
  }

  /**
   * Its rows.
   *
   * @param columns that it must have
   * @throws DataException if it is damaged or lacks one of them
   */
  List<Row> rows(String... columns) {
    return read(columns).collectAsList();
  }

  /** The same by ascending values of a column. */
  List<Row> rowsBy(String order, String... columns) {
    return read(columns).orderBy(order).collectAsList();
  }

  Dataset<Row> read(String... columns) {
    Dataset<Row> table = session.read().parquet(run.child(name).toString());
    List<String> found = Arrays.asList(table.columns());
    for (String column : columns) {
      if (!found.contains(column)) {
        throw new DataException(
            "report: read %s/%s: expected a column %s, found %s"
                .formatted(run, name, column, found));
      }
    }
    return table;
  }

  /** Reads something of it; what goes wrong becomes a problem of the data. */
  <T> T reading(TableReader<T> reader) {
    try {
      return reader.read(this);
    } catch (DataException e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      throw new DataException(
          "report: read %s/%s: expected a Parquet table of a run, found a damaged one: %s"
              .formatted(run, name, reason(e)),
          e);
    }
  }

  /** The same of a table that a page can do without: a note says why, and nothing is read. */
  <T> Optional<T> readingIfWhole(TableReader<T> reader, List<String> notes) {
    if (!exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading(reader));
    } catch (DataException e) {
      notes.add(e.getMessage().replaceFirst("^report: ", ""));
      return Optional.empty();
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Reason.of(cause).lines().findFirst().orElse("");
  }

  /** Reads something of a table. */
  interface TableReader<T> {
    T read(RunTable table);
  }
}
