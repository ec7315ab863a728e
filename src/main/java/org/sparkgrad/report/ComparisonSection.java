package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.TableColumn;
import org.sparkgrad.report.TableView.Entry;
import org.sparkgrad.report.plot.Line;
import org.sparkgrad.report.plot.LinePlot;

/**
 * Several runs side by side.
 *
 * @param models one of each run
 * @param differences of their settings and of what they ran on
 * @param tests McNemar's, of each two models that were tested on the same images
 * @param untested pairs that were not, and why
 * @param loss smoothed, of each run's model
 */
public record ComparisonSection(
    TableView models,
    TableView differences,
    TableView tests,
    List<String> untested,
    Optional<LossPlot> loss) {
  /**
   * The loss of each run's model.
   *
   * @param lines what they show and where they end, in the order of their colours
   */
  public record LossPlot(PlotView plot, List<String> lines) {}

  private static final double LEVEL = 0.05;
  private static final List<String> FACTS =
      List.of(
          "command",
          "data",
          "data_sha256",
          "blocks",
          "cells",
          "master",
          "version",
          "spark_version",
          "java_version");

  static ComparisonSection of(List<RunData> runs, Plots plots) {
    TableView tests =
        TableView.of(
            "McNemar's test of each two models",
            "models",
            "both right",
            "first alone right",
            "second alone right",
            "both wrong",
            "p",
            "in words");
    List<String> untested = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (int j = i + 1; j < runs.size(); j++) {
        compare(runs, i, j, tests, untested);
      }
    }
    return new ComparisonSection(
        models(runs), differences(runs), tests, untested, loss(runs, plots));
  }

  static String title(int index, RunData run) {
    return "%d: %s".formatted(index + 1, run.name());
  }

  private static void compare(
      List<RunData> runs, int first, int second, TableView tests, List<String> untested) {
    String names =
        "%s against %s".formatted(title(first, runs.get(first)), title(second, runs.get(second)));
    Optional<Predictions> one = runs.get(first).predictions();
    Optional<Predictions> other = runs.get(second).predictions();
    if (one.isEmpty() || other.isEmpty()) {
      untested.add(names + ": a run has no table of predictions.");
    } else if (!sha(runs.get(first)).equals(sha(runs.get(second)))
        || !one.get().areOfSameRows(other.get())) {
      untested.add(names + ": the models were tested on different images.");
    } else {
      McNemar test = one.get().against(other.get());
      tests.add(
          Entry.of(names),
          Entry.count(test.both()),
          Entry.count(test.first()),
          Entry.count(test.second()),
          Entry.count(test.neither()),
          new Entry(Numbers.pValue(test.p()), Double.toString(test.p()), ""),
          Entry.of(words(test)));
    }
  }

  private static Optional<String> sha(RunData run) {
    return run.manifest().text("data_sha256");
  }

  private static String words(McNemar test) {
    if (test.p() >= LEVEL) {
      return "no difference at the 5 % level";
    }
    return (test.first() > test.second() ? "the first" : "the second")
        + " is better at the 5 % level";
  }

  private static TableView models(List<RunData> runs) {
    TableView table =
        TableView.of(
            "The model of each run",
            "run",
            "model",
            "validation accuracy of the best cell",
            "test accuracy",
            "test views",
            "top-2",
            "top-5",
            "calibration error");
    for (int i = 0; i < runs.size(); i++) {
      RunData run = runs.get(i);
      Optional<Predictions> predictions = run.predictions();
      table.add(
          Entry.of(title(i, run)),
          Entry.of(run.reported().map(ResultRow::cell).orElse("none is ok")),
          share(run.best().flatMap(row -> run.accuracy(row, "validation"))),
          share(run.reported().flatMap(row -> run.accuracy(row, "test"))),
          Entry.of(run.reported().flatMap(ResultRow::testViews).orElse("none")),
          share(predictions.map(each -> each.top(2))),
          share(predictions.map(each -> each.top(5))),
          predictions
              .map(each -> Entry.share(Calibration.of(each).error()))
              .orElse(Entry.of(Numbers.plain(null))));
    }
    return table;
  }

  private static Entry share(Optional<Share> share) {
    return share.map(Entry::share).orElse(Entry.of(Numbers.plain(null)));
  }

  private static TableView differences(List<RunData> runs) {
    List<String> columns = new ArrayList<>(List.of("setting"));
    for (int i = 0; i < runs.size(); i++) {
      columns.add(title(i, runs.get(i)));
    }
    TableView table = new TableView("What differs between the runs", columns, new ArrayList<>());
    for (TableColumn each : Hyperparameter.columns()) {
      addIfDifferent(
          table,
          each.name().replace('_', '-'),
          runs.stream()
              .map(
                  run ->
                      run.reported()
                          .map(row -> Numbers.plain(row.values().get(each.name())))
                          .orElse(Numbers.plain(null)))
              .toList());
    }
    for (String fact : FACTS) {
      addIfDifferent(
          table,
          fact,
          runs.stream().map(run -> run.manifest().text(fact).orElse(Numbers.plain(null))).toList());
    }
    return table;
  }

  private static void addIfDifferent(TableView table, String name, List<String> values) {
    if (values.stream().allMatch(value -> Objects.equals(value, values.get(0)))) {
      return;
    }
    List<Entry> row = new ArrayList<>(List.of(Entry.of(name)));
    values.forEach(value -> row.add(Entry.of(value)));
    table.rows().add(row);
  }

  private static Optional<LossPlot> loss(List<RunData> runs, Plots plots) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      RunData run = runs.get(i);
      String name = title(i, run);
      run.curves().stream()
          .filter(
              curve -> run.reported().filter(row -> row.cell().equals(curve.cell())).isPresent())
          .map(curve -> line(name, curve))
          .forEach(lines::add);
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    LinePlot plot =
        new LinePlot(
            "comparison-data-loss-smoothed",
            "Data loss of each run's model, smoothed",
            "iteration",
            "data loss",
            LinePlot.Scale.CUT);
    List<String> ends = lines.stream().map(ComparisonSection::end).toList();
    PlotView view =
        plots.add(
            plot.of(
                lines,
                "Smoothed data loss by iteration, a line for the model of each run: "
                    + String.join(", ", ends)));
    return Optional.of(new LossPlot(view, ends));
  }

  private static String end(Line line) {
    int last = line.x().length - 1;
    return "%s, %s after %s iterations"
        .formatted(
            line.name(), Numbers.rounded(line.y()[last]), Numbers.count(1 + (long) line.x()[last]));
  }

  private static Line line(String name, Curve curve) {
    int[] at = curve.spread(300);
    return new Line(name, Curve.at(curve.iteration(), at), Curve.at(curve.smoothedLoss(), at));
  }
}
