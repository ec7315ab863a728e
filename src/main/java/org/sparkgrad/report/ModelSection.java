package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.report.TableView.Entry;
import org.sparkgrad.report.plot.Line;
import org.sparkgrad.report.plot.LinePlot;
import org.sparkgrad.report.plot.MatrixPlot;
import org.sparkgrad.report.plot.Plot;

/**
 * What one model gets right and wrong.
 *
 * @param part of the data
 * @param facts its totals
 * @param confusion the matrix
 * @param classes precision, recall and F1 of each
 * @param reliability empty without predictions
 */
public record ModelSection(
    String cell,
    String part,
    TableView facts,
    PlotView confusionPlot,
    TableView confusion,
    TableView classes,
    Optional<Reliability> reliability) {

  /** The reliability curve and its bins. */
  public record Reliability(String error, String rawError, PlotView plot, TableView bins) {}

  /** Classes of a matrix that a page has room for. */
  private static final int MOST_IN_MATRIX = 30;

  private static final int MOST_MISTAKES = 200;

  private static final List<String> PARTS = List.of("test", "validation", "train");

  /**
   * Of the cell that the page is about, on the part that tells most; empty if none was evaluated.
   */
  static Optional<ModelSection> of(RunData run, Plots plots, String prefix) {
    return run.reported()
        .flatMap(
            row ->
                PARTS.stream()
                    .flatMap(part -> run.confusion(row.cell(), part).stream())
                    .findFirst())
        .map(confusion -> of(run, confusion, plots, prefix));
  }

  private static ModelSection of(RunData run, Confusion confusion, Plots plots, String prefix) {
    Optional<Predictions> predictions =
        run.predictions()
            .filter(
                each -> confusion.part().equals("test") && each.cell().equals(confusion.cell()));
    Optional<String> views = views(run, confusion);
    return new ModelSection(
        confusion.cell(),
        confusion.part(),
        facts(confusion, views, predictions),
        plots.add(plot(confusion, views, prefix)),
        matrix(confusion),
        classes(confusion),
        predictions.map(each -> reliability(Calibration.of(each), views, plots, prefix)));
  }

  /** The views that the scores are averages over, if there are several. */
  private static Optional<String> views(RunData run, Confusion confusion) {
    return run.row(confusion.cell())
        .flatMap(ResultRow::testViews)
        .filter(views -> confusion.part().equals("test"));
  }

  private static TableView facts(
      Confusion confusion, Optional<String> views, Optional<Predictions> predictions) {
    TableView facts =
        TableView.of(
            "%s on the %s rows".formatted(confusion.cell(), confusion.part()), "measure", "value");
    facts.add(Entry.of("rows"), Entry.count(confusion.matrix().rows()));
    facts.add(Entry.of("accuracy"), Entry.share(confusion.accuracy()));
    views.ifPresent(each -> facts.add(Entry.of("test views"), Entry.of(each)));
    predictions.ifPresent(
        each -> {
          facts.add(Entry.of("top-2 accuracy"), Entry.share(each.top(2)));
          facts.add(Entry.of("top-5 accuracy"), Entry.share(each.top(5)));
        });
    return facts;
  }

  private static Plot plot(Confusion confusion, Optional<String> views, String prefix) {
    ConfusionMatrix matrix = confusion.matrix();
    List<List<MatrixPlot.Tile>> tiles = new ArrayList<>();
    for (int label = 0; label < matrix.classes(); label++) {
      List<MatrixPlot.Tile> row = new ArrayList<>();
      for (int prediction = 0; prediction < matrix.classes(); prediction++) {
        long count = matrix.count(label, prediction);
        long support = matrix.support(label);
        row.add(
            new MatrixPlot.Tile(
                support == 0 ? Double.NaN : (double) count / support, Long.toString(count)));
      }
      tiles.add(row);
    }
    String title =
        "Confusion matrix of %s on the %s rows%s"
            .formatted(confusion.cell(), confusion.part(), ofViews(views));
    return new MatrixPlot(
            prefix + "confusion",
            title,
            new MatrixPlot.Axis("label", confusion.classes()),
            new MatrixPlot.Axis("prediction", confusion.classes()))
        .of(
            tiles,
            "Confusion matrix: rows are labels, columns predictions; the darker, the larger a share of"
                + " the label's rows. The table below has the numbers.");
  }

  private static String ofViews(Optional<String> views) {
    return views.map(", test views "::concat).orElse("");
  }

  private static TableView matrix(Confusion confusion) {
    return confusion.classes().size() > MOST_IN_MATRIX ? mistakes(confusion) : whole(confusion);
  }

  /** A mistake and how often it is made. */
  private record Mistake(int label, int prediction, long rows) {}

  /** The most frequent mistakes, where a matrix would be too large to be read. */
  private static TableView mistakes(Confusion confusion) {
    ConfusionMatrix matrix = confusion.matrix();
    List<Mistake> all = new ArrayList<>();
    for (int label = 0; label < matrix.classes(); label++) {
      for (int prediction = 0; prediction < matrix.classes(); prediction++) {
        long rows = matrix.count(label, prediction);
        if (label != prediction && rows > 0) {
          all.add(new Mistake(label, prediction, rows));
        }
      }
    }
    all.sort(Comparator.comparingLong(each -> -each.rows()));
    List<Mistake> shown = all.subList(0, Math.min(MOST_MISTAKES, all.size()));
    TableView table =
        TableView.of(
            "The %d most frequent mistakes of %d".formatted(shown.size(), all.size()),
            "label",
            "prediction",
            "rows",
            "rows of the label");
    for (Mistake each : shown) {
      table.add(
          Entry.of(confusion.classes().get(each.label())),
          Entry.of(confusion.classes().get(each.prediction())),
          Entry.count(each.rows()),
          Entry.count(matrix.support(each.label())));
    }
    return table;
  }

  private static TableView whole(Confusion confusion) {
    List<String> columns = new ArrayList<>(List.of("label"));
    columns.addAll(confusion.classes());
    TableView table = new TableView("Rows by label and prediction", columns, new ArrayList<>());
    for (int label = 0; label < confusion.matrix().classes(); label++) {
      List<Entry> row = new ArrayList<>(List.of(Entry.of(confusion.classes().get(label))));
      for (int prediction = 0; prediction < confusion.matrix().classes(); prediction++) {
        row.add(Entry.count(confusion.matrix().count(label, prediction)));
      }
      table.rows().add(row);
    }
    return table;
  }

  private static TableView classes(Confusion confusion) {
    TableView table =
        TableView.of("Measures of each class", "class", "rows", "precision", "recall", "F1");
    ConfusionMatrix matrix = confusion.matrix();
    for (int label = 0; label < matrix.classes(); label++) {
      table.add(
          Entry.of(confusion.classes().get(label)),
          Entry.count(matrix.support(label)),
          Entry.share(matrix.precision(label)),
          Entry.share(matrix.recall(label)),
          Entry.share(matrix.f1(label)));
    }
    return table;
  }

  private static Reliability reliability(
      Calibration calibration, Optional<String> views, Plots plots, String prefix) {
    List<Calibration.Bin> bins = calibration.bins();
    double[] probabilities = bins.stream().mapToDouble(Calibration.Bin::probability).toArray();
    double[] accuracies = bins.stream().mapToDouble(bin -> bin.right().value()).toArray();
    LinePlot plot =
        new LinePlot(
            prefix + "reliability",
            "Reliability: accuracy by probability" + ofViews(views),
            "probability of the prediction",
            "accuracy",
            LinePlot.Scale.FULL);
    TableView table =
        TableView.of(
            "Reliability by bins of probability",
            "probability",
            "rows",
            "mean probability",
            "accuracy");
    for (Calibration.Bin bin : bins) {
      table.add(
          Entry.of("%.1f to %.1f".formatted(bin.from(), bin.to())),
          Entry.count(bin.right().rows()),
          Entry.share(bin.probability()),
          Entry.share(bin.right()));
    }
    double error = calibration.error();
    return new Reliability(
        Numbers.share(error),
        Double.toString(error),
        plots.add(
            plot.of(
                List.of(new Line("this model", probabilities, accuracies)),
                List.of(new Line("perfect", new double[] {0, 1}, new double[] {0, 1})),
                "Reliability curve: accuracy of the predictions by their probability, against the"
                    + " diagonal of a perfect model. The table below has the numbers.")),
        table);
  }
}
