package org.sparkgrad.artifact;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.evaluation.ScoredRow;
import org.sparkgrad.image.TestViews;

/** The {@code predictions} table: one row for each test image, by the model that was tested. */
final class PredictionsTable {
  /**
   * Prediction for one image.
   *
   * @param cell whose model it is by
   * @param views that the scores are averages over
   * @param classNames one name per label
   * @param probabilities the softmax of the row's scores
   */
  record Entry(
      String cell,
      TestViews views,
      List<String> classNames,
      ScoredRow row,
      double[] probabilities) {
    Entry(String cell, TestViews views, List<String> classNames, ScoredRow row) {
      this(cell, views, classNames, row, row.softmax());
    }
  }

  static final List<Column<Entry>> COLUMNS =
      List.of(
          new Column<>("cell", DataTypes.StringType, Entry::cell),
          new Column<>("row", DataTypes.LongType, entry -> (long) entry.row().row()),
          new Column<>("label", DataTypes.IntegerType, entry -> entry.row().label()),
          new Column<>(
              "label_name",
              DataTypes.StringType,
              entry -> entry.classNames().get(entry.row().label())),
          new Column<>("prediction", DataTypes.IntegerType, entry -> entry.row().prediction()),
          new Column<>(
              "prediction_name",
              DataTypes.StringType,
              entry -> entry.classNames().get(entry.row().prediction())),
          new Column<>(
              "probability",
              DataTypes.DoubleType,
              entry -> entry.probabilities()[entry.row().prediction()]),
          new Column<>(
              "label_probability",
              DataTypes.DoubleType,
              entry -> entry.probabilities()[entry.row().label()]),
          new Column<>(
              "probabilities",
              DataTypes.createArrayType(DataTypes.DoubleType),
              Entry::probabilities),
          new Column<>("test_views", DataTypes.StringType, entry -> entry.views().label()));

  /** The same of what executors have made of it. */
  static final List<Column<Row>> OF_ROWS =
      IntStream.range(0, COLUMNS.size())
          .mapToObj(
              place ->
                  new Column<Row>(
                      COLUMNS.get(place).name(), COLUMNS.get(place).type(), row -> row.get(place)))
          .toList();

  private static final int ROW = place("row");

  private PredictionsTable() {}

  /** Where a column stands in a row, counted from 0. */
  static int place(String column) {
    return COLUMNS.stream().map(Column::name).toList().indexOf(column);
  }

  /** The number of the row that was predicted. */
  static long number(Row prediction) {
    return prediction.getLong(ROW);
  }
}
