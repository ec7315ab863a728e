package org.sparkgrad.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.optim.StopReason;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.Repetition;
import org.sparkgrad.train.WeightsSummary;

/** The {@code results} table: one row per cell, a typed column for each hyperparameter. */
public final class ResultsTable {
  private final List<Column<CellResult>> columns = new ArrayList<>();

  public ResultsTable(RunFacts run) {
    columns.add(new Column<>("cell", DataTypes.StringType, result -> result.cell().name()));
    for (TableColumn each : Hyperparameter.columns()) {
      columns.add(
          new Column<>(
              each.name(),
              each.type(),
              result -> each.entry().apply(result.cell().hyperparameters())));
    }
    columns.add(new Column<>("status", DataTypes.StringType, result -> result.status().label()));
    columns.add(
        new Column<>(
            "stop_reason",
            DataTypes.StringType,
            result -> result.stopReason().map(StopReason::label).orElse(null)));
    columns.add(new Column<>("iterations_run", DataTypes.LongType, CellResult::iterationsRun));
    columns.add(new Column<>("best_iteration", DataTypes.LongType, CellResult::bestIteration));
    columns.add(new Column<>("rung", DataTypes.IntegerType, result -> result.rung().orElse(null)));
    columns.add(loss("train_loss", CellResult::train));
    columns.add(accuracy("train_accuracy", CellResult::train));
    columns.add(accuracy("validation_accuracy", CellResult::validation));
    columns.add(accuracy("test_accuracy", CellResult::test));
    columns.add(
        new Column<>(
            "sparsity",
            DataTypes.DoubleType,
            result -> result.weights().map(WeightsSummary::sparsity).orElse(null)));
    columns.add(new Column<>("seconds", DataTypes.DoubleType, CellResult::seconds));
    columns.add(
        new Column<>(
            "weights_sha256",
            DataTypes.StringType,
            result -> result.weights().map(WeightsSummary::sha256).orElse(null)));
    columns.add(new Column<>("data_sha256", DataTypes.StringType, result -> run.dataSha256()));
    columns.add(new Column<>("blocks", DataTypes.IntegerType, result -> run.blocks()));
    columns.add(new Column<>("version", DataTypes.StringType, result -> Version.text()));
    columns.add(new Column<>("error", DataTypes.StringType, result -> result.error().orElse(null)));
    columns.add(loss("validation_loss", CellResult::validation));
    columns.add(loss("test_loss", CellResult::test));
    columns.add(new Column<>("run_id", DataTypes.StringType, result -> run.id()));
    columns.add(
        new Column<>(
            "started",
            DataTypes.StringType,
            result -> result.course().time().started().toString()));
    columns.add(
        new Column<>(
            "final_of",
            DataTypes.StringType,
            result -> result.cell().repetition().map(Repetition::of).orElse(null)));
    columns.add(
        new Column<>(
            "group_seconds",
            DataTypes.DoubleType,
            result -> result.course().groupSeconds().orElse(null)));
    columns.add(
        new Column<>(
            "test_views",
            DataTypes.StringType,
            result -> result.testViews().map(TestViews::label).orElse(null)));
  }

  private static Column<CellResult> loss(
      String name, Function<CellResult, Optional<Evaluation>> part) {
    return new Column<>(
        name,
        DataTypes.DoubleType,
        result -> part.apply(result).map(Evaluation::meanLoss).orElse(null));
  }

  private static Column<CellResult> accuracy(
      String name, Function<CellResult, Optional<Evaluation>> part) {
    return new Column<>(
        name,
        DataTypes.DoubleType,
        result -> part.apply(result).map(Evaluation::accuracy).orElse(null));
  }

  List<Column<CellResult>> columns() {
    return columns;
  }

  /** A row by column names. */
  public Map<String, Object> map(CellResult result) {
    return Column.map(columns, result);
  }
}
