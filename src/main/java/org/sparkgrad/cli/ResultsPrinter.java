package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparkgrad.artifact.ResultsTable;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.search.Experiment;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;

/** Prints the results of a run, as a table for people or as JSON. */
final class ResultsPrinter {
  private static final int SHA_DIGITS = 12;

  /** Cells that are named where many failed for one reason. */
  private static final int NAMED = 5;

  private static final String RUNG = "rung";
  private static final String GROUP_SECONDS = "group_seconds";
  private static final List<String> SOMETIMES = List.of(RUNG, GROUP_SECONDS);
  private static final List<String> MEASURES =
      List.of(
          "status",
          RUNG,
          "iterations_run",
          "train_loss",
          "train_accuracy",
          "validation_accuracy",
          "test_accuracy",
          "sparsity",
          "seconds",
          GROUP_SECONDS,
          "weights_sha256");

  /** What matters of a cell, with headers that leave room for what varies. */
  private static final Map<String, String> SHORT = new LinkedHashMap<>();

  static {
    SHORT.put("status", "status");
    SHORT.put("iterations_run", "iters");
    SHORT.put("validation_accuracy", "val_acc");
    SHORT.put("test_accuracy", "test_acc");
    SHORT.put("seconds", "sec");
  }

  private final PrintWriter out;
  private final String run;
  private final List<String> options;

  /**
   * @param options that evaluating a model on the same data needs
   */
  ResultsPrinter(PrintWriter out, String run, List<String> options) {
    this.out = out;
    this.run = run;
    this.options = options;
  }

  /**
   * @param wide whether a table may exceed 80 columns, and has all that was measured
   */
  void print(Experiment.Outcome outcome, boolean json, boolean wide) {
    if (json) {
      printJson(outcome);
    } else {
      printTable(outcome, wide);
    }
    out.flush();
  }

  private void printJson(Experiment.Outcome outcome) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run);
    document.put("best", outcome.best().orElse(null));
    ResultsTable table = new ResultsTable(outcome.run());
    document.put("cells", outcome.results().stream().map(table::map).toList());
    out.println(Json.text(document));
  }

  private void printTable(Experiment.Outcome outcome, boolean wide) {
    ResultsTable table = new ResultsTable(outcome.run());
    List<Map<String, Object>> rows = outcome.results().stream().map(table::map).toList();
    out.print(wide ? wideTable(outcome.results(), rows) : narrowTable(outcome.results(), rows));
    outcome.results().stream()
        .flatMap(result -> result.testViews().stream())
        .filter(views -> views != TestViews.NONE)
        .findFirst()
        .ifPresent(views -> out.println("test accuracy" + SeenIn.words(views)));
    failures(outcome.results()).forEach(out::println);
    out.println("best: " + outcome.best().orElse("none, no cell is ok"));
    outcome.results().stream()
        .filter(result -> result.cell().repetition().isPresent())
        .map(ResultsPrinter::repetition)
        .forEach(out::println);
    out.println("run directory: " + run + nextStep(outcome.results()));
  }

  /** What varies and all that was measured. */
  private static TextTable wideTable(List<CellResult> results, List<Map<String, Object>> rows) {
    List<String> columns = new ArrayList<>();
    columns.add("cell");
    columns.addAll(varying(results));
    columns.addAll(MEASURES);
    columns.removeIf(
        each -> SOMETIMES.contains(each) && rows.stream().allMatch(row -> row.get(each) == null));
    TextTable text = new TextTable(columns);
    for (Map<String, Object> row : rows) {
      text.add(columns.stream().map(column -> format(column, row.get(column))).toList());
    }
    return text;
  }

  /** What tells the cells of the grid apart and what matters of them. */
  private static NarrowTable narrowTable(List<CellResult> results, List<Map<String, Object>> rows) {
    List<NarrowTable.Column> columns = new ArrayList<>();
    columns.add(column("cell", "cell", false, rows));
    varying(results.stream().filter(each -> each.cell().repetition().isEmpty()).toList())
        .forEach(name -> columns.add(column(name, name, true, rows)));
    SHORT.forEach(
        (name, header) -> {
          if (rows.stream().anyMatch(row -> row.get(name) != null)) {
            columns.add(column(name, header, false, rows));
          }
        });
    return new NarrowTable(columns);
  }

  private static NarrowTable.Column column(
      String name, String header, boolean givesWay, List<Map<String, Object>> rows) {
    return new NarrowTable.Column(
        header, givesWay, rows.stream().map(row -> format(name, row.get(name))).toList());
  }

  /** Why cells failed, each reason once. */
  private static List<String> failures(List<CellResult> results) {
    Map<String, List<String>> cells =
        results.stream()
            .filter(each -> each.status() == CellStatus.FAILED)
            .collect(
                Collectors.groupingBy(
                    each -> each.error().orElseThrow(),
                    LinkedHashMap::new,
                    Collectors.mapping(each -> each.cell().name(), Collectors.toList())));
    return cells.entrySet().stream()
        .map(each -> "%s failed: %s".formatted(some(each.getValue()), each.getKey()))
        .toList();
  }

  private static String some(List<String> names) {
    int more = names.size() - NAMED;
    String named = String.join(", ", names.subList(0, Math.min(names.size(), NAMED)));
    return more > 0 ? "%s and %,d more".formatted(named, more) : named;
  }

  /** What to do with the run, in a few words. */
  private String nextStep(List<CellResult> results) {
    List<String> models =
        results.stream()
            .filter(result -> result.status() == CellStatus.OK)
            .map(result -> result.cell().name())
            .toList();
    boolean diverged = results.stream().anyMatch(result -> result.status() == CellStatus.DIVERGED);
    if (models.isEmpty()) {
      return diverged ? "; a lower --learning-rate may keep it from diverging" : "";
    }
    boolean single = models.contains("final") || models.size() == 1;
    String model = single ? models.get(models.size() - 1) : "CELL";
    List<String> words = new ArrayList<>(List.of("evaluate", run + "/models/" + model));
    words.addAll(options);
    return "; next: " + ShellCommand.of(words);
  }

  private static String repetition(CellResult last) {
    return "%s: %s on all training rows%s"
        .formatted(
            last.cell().name(),
            last.cell().repetition().orElseThrow().of(),
            last.cell()
                .plan()
                .map(plan -> ", on its schedule up to iteration %,d".formatted(plan.updates()))
                .orElse(""));
  }

  /** The hyperparameters that tell the cells apart. */
  private static List<String> varying(List<CellResult> results) {
    return Hyperparameter.columns().stream()
        .filter(
            each ->
                results.stream()
                        .map(result -> each.entry().apply(result.cell().hyperparameters()))
                        .map(String::valueOf)
                        .distinct()
                        .count()
                    > 1)
        .map(TableColumn::name)
        .toList();
  }

  private static String format(String column, Object value) {
    if (value == null) {
      return NarrowTable.NONE;
    }
    if (column.equals("weights_sha256")) {
      return value.toString().substring(0, SHA_DIGITS);
    }
    if (value instanceof Double number && MEASURES.contains(column)) {
      return String.format(Locale.ROOT, column.endsWith("seconds") ? "%.1f" : "%.4f", number);
    }
    return value.toString();
  }
}
