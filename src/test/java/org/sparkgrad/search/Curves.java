package org.sparkgrad.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Curves of the cells of a run, as its table has them. */
final class Curves {
  private Curves() {}

  /** The rows of each cell, by its name, in the order of the iterations. */
  static Map<String, List<Row>> of(SparkSession session, Path run) {
    Map<String, List<Row>> curves = new TreeMap<>();
    session
        .read()
        .parquet(run.resolve("curves").toString())
        .orderBy("iteration")
        .collectAsList()
        .forEach(
            row ->
                curves
                    .computeIfAbsent(row.<String>getAs("cell"), any -> new ArrayList<>())
                    .add(row));
    return curves;
  }
}
