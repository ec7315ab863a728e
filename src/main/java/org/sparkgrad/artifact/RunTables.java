package org.sparkgrad.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.sparkgrad.data.Block;
import org.sparkgrad.evaluation.Predictions;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.Directory;
import org.sparkgrad.train.TrainedModel;

/** The tables of what a run's tested model predicts, each replaced as a whole. */
final class RunTables {
  static final String PREDICTIONS = "predictions";
  static final String EXAMPLES = "examples";

  private final ParquetRows parquet;
  private final Directory run;

  RunTables(Configuration hadoop, Directory run) {
    parquet = new ParquetRows(hadoop);
    this.run = run;
  }

  /**
   * Writes what the model of a cell predicts for the test images, which executors compute.
   *
   * @param test the images
   * @param views in which they are seen
   * @param prepared the same as the model takes them
   */
  void writePredictions(
      String cell,
      TrainedModel model,
      JavaRDD<Block> test,
      TestViews views,
      PreparedRows prepared) {
    List<String> names = new ArrayList<>(model.classNames());
    JavaRDD<Row> rows =
        Predictions.scored(prepared.blocks(), model.evaluator(prepared.seen()))
            .map(
                row ->
                    Column.row(
                        PredictionsTable.COLUMNS,
                        new PredictionsTable.Entry(cell, views, names, row)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      // This computes all partitions at once, and the table takes one after the other.
      List<PredictedPart> parts = PredictedPart.of(rows);
      table(EXAMPLES, ExamplesTable.COLUMNS).compact(ExamplesTable.entries(parts, test).stream());
      table(PREDICTIONS, PredictionsTable.OF_ROWS).compact(inOrder(rows, parts));
    } finally {
      rows.unpersist(false);
    }
  }

  private <T> CellTable<T> table(String name, List<Column<T>> columns) {
    return new CellTable<>(run.child(name), parquet, columns);
  }

  /** The rows in the order of their numbers, those of one partition in memory at a time. */
  private static Stream<Row> inOrder(JavaRDD<Row> rows, List<PredictedPart> parts) {
    return parts.stream()
        .flatMap(part -> rows.collectPartitions(new int[] {part.partition()})[0].stream());
  }
}
