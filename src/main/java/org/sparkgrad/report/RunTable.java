package org.sparkgrad.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.artifact.CellTables;
import org.sparkgrad.io.ChildPath;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.Reason;

/** A Parquet table of a run directory, which may be absent or damaged. */
record RunTable(Configuration hadoop, Directory run, String name) {
  boolean exists() {
    return run.child(name).exists();
  }

  /**
   * Its rows.
   *
   * @param columns that it must have
   * @throws DataException if it lacks one of them
   */
  List<TableRow> rows(String... columns) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    forEach(List.of(columns), rows::add);
    return rows;
  }

  /**
   * Hands on its rows one by one.
   *
   * @param columns that it must have
   * @throws DataException if it lacks one of them, or has no file
   */
  void forEach(List<String> columns, Consumer<TableRow> taker) throws IOException {
    for (String file : files()) {
      ParquetRows.read(
          hadoop,
          ChildPath.of(run.child(name).path(), file),
          row -> {
            require(columns, row.values().keySet());
            taker.accept(row);
          });
    }
  }

  private List<String> files() {
    List<String> files = CellTables.files(run.child(name));
    if (files.isEmpty()) {
      throw new DataException(
          "report: read %s/%s: expected a Parquet table of a run, found no file"
              .formatted(run, name));
    }
    return files;
  }

  private void require(List<String> columns, Set<String> found) {
    for (String column : columns) {
      if (!found.contains(column)) {
        throw new DataException(
            "report: read %s/%s: expected a column %s, found %s"
                .formatted(run, name, column, found));
      }
    }
  }

  /** Reads something of it; what goes wrong becomes a problem of the data. */
  <T> T reading(TableReader<T> reader) {
    try {
      return reader.read(this);
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
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
    T read(RunTable table) throws IOException;
  }
}
