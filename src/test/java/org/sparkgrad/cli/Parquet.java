package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads Parquet tables with a session of its own, which it stops. */
final class Parquet {
  private Parquet() {}

  /** All rows, by ascending values of a column. */
  static List<Row> rows(Path table, String order) {
    SparkSession session = SparkSession.builder().getOrCreate();
    try {
      return session.read().parquet(table.toString()).orderBy(order).collectAsList();
    } finally {
      session.stop();
    }
  }

  /** The iterations of a cell's learning curve that have both accuracies. */
  static List<Long> iterationsWithAccuracies(Path run, String cell) {
    return rows(run.resolve("curves"), "iteration").stream()
        .filter(row -> row.getAs("cell").equals(cell))
        .filter(row -> row.getAs("train_accuracy") != null)
        .filter(row -> row.getAs("validation_accuracy") != null)
        .map(row -> row.<Long>getAs("iteration"))
        .toList();
  }

  /** What the results say of a cell. */
  static String status(Path run, String cell) {
    return rows(run.resolve("results"), "cell").stream()
        .filter(row -> row.getAs("cell").equals(cell))
        .map(row -> row.<String>getAs("status"))
        .findFirst()
        .orElseThrow();
  }
}
