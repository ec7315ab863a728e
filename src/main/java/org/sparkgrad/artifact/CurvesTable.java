package org.sparkgrad.artifact;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.LearningCurve;

/**
 * The {@code curves} table: one row for each iteration of each cell. {@code train_accuracy} and
 * {@code train_sample_accuracy} are the same, of a sample of the training part; the first is the
 * older name.
 */
final class CurvesTable {
  /**
   * A point, the cell that it belongs to, and how often the training part has been read up to it.
   */
  record Entry(String cell, double epoch, CurvePoint point) {}

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
              entry -> entry.point().validationAccuracy().orElse(null)),
          new Column<>("epoch", DataTypes.DoubleType, Entry::epoch),
          new Column<>(
              "train_sample_accuracy",
              DataTypes.DoubleType,
              entry -> entry.point().trainAccuracy().orElse(null)),
          new Column<>(
              "validation_loss",
              DataTypes.DoubleType,
              entry -> entry.point().validationLoss().orElse(null)));

  private CurvesTable() {}

  static Stream<Entry> entries(CellResult result) {
    LearningCurve curve = result.course().curve();
    return curve.points().stream()
        .map(point -> new Entry(result.cell().name(), curve.epoch(point), point));
  }
}
