package org.sparkgrad.report.csv;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.artifact.CellTables;
import org.sparkgrad.artifact.CsvText;
import org.sparkgrad.io.ChildPath;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.Reason;

/** Writes the tables of a run as files of comma-separated values, as {@link CsvText} says. */
public final class CsvTables {
  private static final List<String> TABLES =
      List.of("results", "curves", "confusion", "predictions", "examples");

  private CsvTables() {}

  /** The names of all files that {@link #write} may write. */
  public static List<String> files() {
    return TABLES.stream().map(CsvTables::file).toList();
  }

  private static String file(String table) {
    return table + ".csv";
  }

  /**
   * Writes {@code TABLE.csv} for each table that the run has, each whole or not at all, in the
   * place of what is there. Files of others beside the run's own are no part of a table.
   *
   * @return the names of the files
   * @throws DataException if a table is damaged
   */
  public static List<String> write(SparkSession session, Directory run, Directory target) {
    List<String> written = new ArrayList<>();
    target.create();
    for (String name : TABLES) {
      List<String> files = CellTables.files(run.child(name));
      if (!files.isEmpty()) {
        String file = file(name);
        Dataset<Row> table = read(session, run, name, files);
        target.write(file, out -> write(table, out, run, name));
        written.add(file);
      }
    }
    return written;
  }

  private static Dataset<Row> read(
      SparkSession session, Directory run, String name, List<String> files) {
    String[] paths =
        files.stream()
            .map(each -> ChildPath.of(run.child(name).path(), each).toString())
            .toArray(String[]::new);
    try {
      return session.read().option(Directory.GLOBS, false).parquet(paths);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      throw damaged(run, name, e);
    }
  }

  private static void write(Dataset<Row> table, OutputStream out, Directory run, String name)
      throws IOException {
    Writer letters = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try {
      CsvText.write(table, letters);
    } catch (IOException | UncheckedIOException e) {
      throw e;
    } catch (Exception e) {
      throw damaged(run, name, e);
    }
    letters.flush();
  }

  private static DataException damaged(Directory run, String name, Exception e) {
    return new DataException(
        "report: read %s/%s: expected a Parquet table of a run, found a damaged one: %s"
            .formatted(run, name, Reason.of(e).lines().findFirst().orElse("")),
        e);
  }
}
