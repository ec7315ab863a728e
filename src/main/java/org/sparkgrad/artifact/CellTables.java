package org.sparkgrad.artifact;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.io.Directory;
import org.sparkgrad.train.CellResult;

/**
 * The tables {@code results/}, {@code curves/} and {@code confusion/} of a run. They have the rows
 * of each cell from the moment on that it has ended, so that whatever ends the run, what it has
 * found is there; see {@link CellTable}.
 */
public final class CellTables {
  static final String RESULTS = "results";
  static final String CURVES = "curves";
  static final String CONFUSION = "confusion";

  private final RunFacts run;
  private final Runnable check;
  private final CellTable<CellResult> results;
  private final CellTable<CurvesTable.Entry> curves;
  private final CellTable<ConfusionTable.Entry> confusion;

  /**
   * @param check throws if the directory is this process's no longer
   */
  CellTables(Configuration hadoop, Directory directory, RunFacts run, Runnable check) {
    this.run = run;
    this.check = check;
    ParquetRows parquet = new ParquetRows(hadoop);
    results = new CellTable<>(directory.child(RESULTS), parquet, new ResultsTable(run).columns());
    curves = new CellTable<>(directory.child(CURVES), parquet, CurvesTable.COLUMNS);
    confusion = new CellTable<>(directory.child(CONFUSION), parquet, ConfusionTable.COLUMNS);
  }

  /** The names of the files of a table that a run has written into its directory. */
  public static List<String> files(Directory table) {
    return table.list().stream().filter(CellTable::isFile).toList();
  }

  /** Gives each cell files of its own in tables that an earlier process has put together. */
  void split() {
    curves.split();
    confusion.split();
    results.split();
  }

  /** Writes or replaces a cell's curve, which need not be kept any longer. */
  public void writeCurve(CellResult result) {
    check.run();
    curves.write(result.cell().name(), CurvesTable.entries(result));
  }

  /** Writes or replaces all else that tables have of a cell, its row of results last. */
  public void writeResult(CellResult result) {
    check.run();
    String cell = result.cell().name();
    confusion.write(cell, ConfusionTable.entries(result, run.classNames()));
    results.write(cell, List.of(result).stream());
  }

  /**
   * Puts the tables together, at the end of the run.
   *
   * @param all in the order of their rows; the curves are those that were written
   */
  public void compact(List<CellResult> all) {
    check.run();
    curves.compactFiles(all.stream().map(result -> result.cell().name()).toList());
    confusion.compact(
        all.stream().flatMap(result -> ConfusionTable.entries(result, run.classNames())));
    results.compact(all.stream());
  }
}
