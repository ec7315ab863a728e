package org.sparkgrad.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.sparkgrad.data.Block;
import org.sparkgrad.evaluation.Predictions;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.train.TrainedModel;

/** The tables of what a run's tested model predicts, each replaced as a whole. */
final class RunTables {
  static final String PREDICTIONS = "predictions";
  static final String EXAMPLES = "examples";

  private final SparkSession session;
  private final Directory run;

  RunTables(SparkSession session, Directory run) {
    this.session = session;
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
      // First, as this computes all partitions at once, and the table is written by one task.
      List<ExamplesTable.Entry> examples = ExamplesTable.entries(rows, test);
      Dataset<Row> predictions =
          session.createDataFrame(rows, Column.schema(PredictionsTable.COLUMNS));
      write(PREDICTIONS, predictions.coalesce(1).sortWithinPartitions("row"));
      write(EXAMPLES, ExamplesTable.COLUMNS, examples.stream());
    } finally {
      rows.unpersist(false);
    }
  }

  /** Deletes predictions of a model that is the run's no longer. */
  void deletePredictions() {
    run.child(PREDICTIONS).delete();
    run.child(EXAMPLES).delete();
  }

  private <T> void write(String name, List<Column<T>> columns, Stream<T> subjects) {
    List<Row> rows =
        subjects.map(subject -> Column.row(columns, subject)).collect(Collectors.toList());
    write(name, session.createDataFrame(rows, Column.schema(columns)).coalesce(1));
  }

  private void write(String name, Dataset<Row> table) {
    DirectoryReplacement replacement = DirectoryReplacement.of(run.child(name));
    try {
      table.write().mode(SaveMode.Overwrite).parquet(replacement.begin().toString());
      replacement.publish();
    } catch (RuntimeException | Error e) { // Such as a full disk, which Hadoop makes an error of.
      replacement.discardAfter(e);
      throw e;
    }
  }
}
