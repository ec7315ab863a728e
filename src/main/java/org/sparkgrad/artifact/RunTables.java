package org.sparkgrad.artifact;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.train.CellResult;

/** The Parquet tables of a run, each replaced as a whole. */
final class RunTables {
  private final SparkSession session;
  private final Directory run;

  RunTables(SparkSession session, Directory run) {
    this.session = session;
    this.run = run;
  }

  void write(RunFacts run, List<CellResult> results) {
    write("curves", CurvesTable.COLUMNS, results.stream().flatMap(CurvesTable::entries));
    write(
        "confusion",
        ConfusionTable.COLUMNS,
        results.stream().flatMap(result -> ConfusionTable.entries(result, run.classNames())));
    write("results", new ResultsTable(run).columns(), results.stream());
  }

  private <T> void write(String name, List<Column<T>> columns, Stream<T> subjects) {
    List<Row> rows =
        subjects.map(subject -> Column.row(columns, subject)).collect(Collectors.toList());
    DirectoryReplacement replacement = DirectoryReplacement.of(run.child(name));
    session
        .createDataFrame(rows, Column.schema(columns))
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(replacement.begin().toString());
    replacement.publish();
  }
}
