package org.sparkgrad.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.sparkgrad.TableRows;

/** Curves of the cells of a run, as its table has them. */
final class Curves {
  private Curves() {}

  /** The rows of each cell, by its name, in the order of the iterations. */
  static Map<String, List<Row>> of(Path run) {
    return TableRows.of(run.resolve("curves"), "iteration").stream()
        .collect(
            Collectors.groupingBy(
                row -> row.<String>getAs("cell"), TreeMap::new, Collectors.toList()));
  }
}
