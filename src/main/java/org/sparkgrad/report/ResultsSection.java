package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;
import org.sparkgrad.report.TableView.Entry;

/**
 * The result table.
 *
 * @param rows in the order of the cells
 * @param common settings that all cells share, as {@code name = value}
 */
public record ResultsSection(List<String> columns, List<ResultLine> rows, List<String> common) {

  /**
   * A row of the table.
   *
   * @param tags words that mark it, such as {@code best}
   * @param reason why it ended as it did
   * @param entries after the cell and its status
   */
  public record ResultLine(
      String cell, List<String> tags, String status, String reason, List<Entry> entries) {}

  /** A column after the cell and its status. */
  private record Column(String title, Function<ResultRow, Entry> entry) {}

  static ResultsSection of(RunData run) {
    List<Column> columns = columns(run);
    List<ResultLine> lines =
        run.rows().stream()
            .map(
                row ->
                    new ResultLine(
                        row.cell(),
                        tags(run, row),
                        row.status(),
                        row.reason(),
                        columns.stream().map(column -> column.entry().apply(row)).toList()))
            .toList();
    return new ResultsSection(columns.stream().map(Column::title).toList(), lines, common(run));
  }

  private static List<String> tags(RunData run, ResultRow row) {
    List<String> tags = new ArrayList<>();
    if (run.best().filter(best -> best.cell().equals(row.cell())).isPresent()) {
      tags.add("best");
    }
    row.text("final_of").ifPresent(of -> tags.add("trained again on all rows: " + of));
    return tags;
  }

  private static List<Column> columns(RunData run) {
    List<Column> columns = new ArrayList<>();
    for (Setting setting : run.settings()) {
      columns.add(new Column(setting.title(), row -> setting(row.values().get(setting.name()))));
    }
    for (String part : List.of("validation", "test", "train")) {
      String column = part + "_accuracy";
      if (hasAny(run, column)) {
        String views = part.equals("test") ? views(run) : "";
        columns.add(new Column(part + " accuracy" + views, row -> accuracy(run, row, part)));
      }
    }
    for (String column : List.of("train_loss", "validation_loss", "test_loss")) {
      if (hasAny(run, column)) {
        String views = column.equals("test_loss") ? views(run) : "";
        columns.add(new Column(column.replace('_', ' ') + views, row -> measure(row, column)));
      }
    }
    if (run.rows().stream().anyMatch(row -> row.number("sparsity").orElse(0.0) > 0)) {
      columns.add(new Column("sparsity", row -> measure(row, "sparsity")));
    }
    columns.add(new Column("iterations", row -> count(row, "iterations_run")));
    columns.add(new Column("seconds", row -> measure(row, "seconds")));
    return columns;
  }

  /** Names the views that all cells of a run were tested in. */
  private static String views(RunData run) {
    return run.rows().stream()
        .flatMap(row -> row.testViews().stream())
        .findFirst()
        .map(" (test views %s)"::formatted)
        .orElse("");
  }

  private static boolean hasAny(RunData run, String column) {
    return run.rows().stream().anyMatch(row -> row.number(column).isPresent());
  }

  private static Entry setting(Object value) {
    return new Entry(Numbers.plain(value), value instanceof Number ? value.toString() : "", "");
  }

  private static Entry accuracy(RunData run, ResultRow row, String part) {
    Optional<Double> value = row.number(part + "_accuracy");
    Optional<Share> share = run.accuracy(row, part);
    return value
        .map(
            each ->
                new Entry(
                    Numbers.share(each), each.toString(), share.map(Numbers::interval).orElse("")))
        .orElse(Entry.of(Numbers.plain(null)));
  }

  private static Entry measure(ResultRow row, String column) {
    return row.number(column).map(Entry::rounded).orElse(Entry.of(Numbers.plain(null)));
  }

  private static Entry count(ResultRow row, String column) {
    return row.number(column)
        .map(value -> Entry.count(value.longValue()))
        .orElse(Entry.of(Numbers.plain(null)));
  }

  private static List<String> common(RunData run) {
    List<String> varying = run.settings().stream().map(Setting::name).toList();
    ResultRow first = run.rows().get(0);
    return Hyperparameter.columns().stream()
        .map(TableColumn::name)
        .filter(column -> !varying.contains(column) && first.values().get(column) != null)
        .map(column -> column.replace('_', '-') + " = " + Numbers.plain(first.values().get(column)))
        .toList();
  }
}
