package org.sparkgrad.artifact;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CurvePoint;

/** The {@code curves} table: one row for each iteration of each cell. */
final class CurvesTable {
  /** A point and the cell that it belongs to. */
  record Entry(String cell, CurvePoint point) {}

  static final List<Column<Entry>> COLUMNS =
      List.of(
          new Column<>("cell", DataTypes.StringType, Entry::cell),
          new Column<>("iteration", DataTypes.LongType, entry -> entry.point().iteration()),
          new Column<>(
              "learning_rate", DataTypes.DoubleType, entry -> entry.point().learningRate()),
          new Column<>("data_loss", DataTypes.DoubleType, entry -> entry.point().dataLoss()),
          new Column<>("penalty", DataTypes.DoubleType, entry -> entry.point().penalty()),
          new Column<>(
              "train_accuracy",
              DataTypes.DoubleType,
              entry -> entry.point().trainAccuracy().orElse(null)),
          new Column<>(
              "validation_accuracy",
              DataTypes.DoubleType,
              entry -> entry.point().validationAccuracy().orElse(null)));

  private CurvesTable() {}

  static Stream<Entry> entries(CellResult result) {
    return result.curve().stream().map(point -> new Entry(result.cell().name(), point));
  }
}
