package org.sparkgrad.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sparkgrad.report.plot.Line;
import org.sparkgrad.report.plot.LinePlot;

/**
 * Learning curves.
 *
 * @param choices cells that have curves, in the order of their inks
 * @param plots in pairs or alone
 * @param absent what could not be drawn, and why
 * @param byEpoch whether plots are over epochs, not iterations
 * @param values of each curve, for what is shown under the pointer
 */
public record CurvesSection(
    List<Choice> choices,
    List<CurvePlot> plots,
    List<String> absent,
    boolean byEpoch,
    List<Map<String, Object>> values) {

  /**
   * A cell to be chosen.
   *
   * @param chosen at first
   */
  public record Choice(String cell, String label, boolean chosen) {}

  /**
   * A plot of one measure.
   *
   * @param kind {@code raw} or {@code smooth} if there are both, else empty
   */
  public record CurvePlot(String kind, PlotView plot) {}

  private static final int CHOSEN = 5;
  private static final int STRETCHES = 110;
  private static final int VALUES = 120;

  static CurvesSection of(RunData run, Plots plots, String prefix) {
    List<Curve> curves = run.curves();
    boolean byEpoch =
        curves.stream().allMatch(curve -> Arrays.stream(curve.epoch()).allMatch(Double::isFinite));
    Drawing drawing = new Drawing(curves, plots, prefix, byEpoch);
    List<CurvePlot> drawn = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    if (!curves.isEmpty()) {
      drawn.add(new CurvePlot("raw", drawing.rawLoss()));
      drawn.add(new CurvePlot("smooth", drawing.smoothLoss()));
      drawing
          .measured("validation-loss", "Validation loss", Curve::validationLoss)
          .ifPresent(each -> drawn.add(new CurvePlot("", each)));
      Optional<PlotView> accuracy =
          drawing.measured("validation-accuracy", "Validation accuracy", Curve::validationAccuracy);
      Optional<PlotView> train =
          drawing.measured(
              "train-accuracy", "Accuracy on a sample of training rows", Curve::trainAccuracy);
      accuracy.ifPresent(each -> drawn.add(new CurvePlot("", each)));
      train.ifPresent(each -> drawn.add(new CurvePlot("", each)));
      if (accuracy.isEmpty() && train.isEmpty()) {
        absent.add(
            "Accuracies were not measured during training: --curve-epochs 1 or --curve-interval 100"
                + " measures them.");
      }
      if (curves.stream().anyMatch(curve -> hasOther(curve.penalty(), 0))) {
        drawn.add(new CurvePlot("", drawing.smooth("penalty", "Penalty", Curve::penalty)));
      } else {
        absent.add("No cell has a penalty.");
      }
      drawn.add(new CurvePlot("", drawing.smooth("learning-rate", "Learning rate", Curve::rate)));
    }
    return new CurvesSection(choices(run), drawn, absent, byEpoch, values(curves));
  }

  private static boolean hasOther(double[] values, double than) {
    for (double value : values) {
      if (Double.isFinite(value) && value != than) {
        return true;
      }
    }
    return false;
  }

  private static List<Choice> choices(RunData run) {
    List<Choice> choices = new ArrayList<>();
    for (Curve curve : run.curves()) {
      choices.add(
          new Choice(
              curve.cell(),
              run.row(curve.cell()).map(row -> label(run, row)).orElse(""),
              choices.size() < CHOSEN));
    }
    return choices;
  }

  /** The settings that tell a cell from the others. */
  private static String label(RunData run, ResultRow row) {
    if (row.isFinal()) {
      return "%s again, on all rows".formatted(row.text("final_of").orElse("best"));
    }
    List<String> words = new ArrayList<>();
    for (Setting setting : run.settings()) {
      words.add(setting.title() + " " + Numbers.plain(row.values().get(setting.name())));
    }
    if (!row.isOk()) {
      words.add(row.status());
    }
    return String.join(", ", words);
  }

  private static List<Map<String, Object>> values(List<Curve> curves) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (Curve curve : curves) {
      int[] at = curve.spread(VALUES);
      int[] measured =
          Curve.measured(
              hasOther(curve.validationAccuracy(), Double.NaN)
                  ? curve.validationAccuracy()
                  : curve.trainAccuracy(),
              VALUES);
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("iteration", rounded(curve.iteration(), at));
      map.put("epoch", rounded(curve.epoch(), at));
      map.put("loss", rounded(curve.loss(), at));
      map.put("smooth", rounded(curve.smoothedLoss(), at));
      map.put("penalty", rounded(curve.penalty(), at));
      map.put("rate", rounded(curve.rate(), at));
      map.put("measured", rounded(curve.iteration(), measured));
      map.put("train", rounded(curve.trainAccuracy(), measured));
      map.put("validation", rounded(curve.validationAccuracy(), measured));
      map.put("validationLoss", rounded(curve.validationLoss(), measured));
      values.add(map);
    }
    return values;
  }

  /** With five digits; null, as JSON has it, where there is no finite number. */
  private static List<Object> rounded(double[] values, int[] indices) {
    List<Object> rounded = new ArrayList<>();
    for (int i : indices) {
      rounded.add(
          Double.isFinite(values[i])
              ? new BigDecimal(values[i]).round(new MathContext(5)).doubleValue()
              : null);
    }
    return rounded;
  }

  /** Draws one measure after the other. */
  private record Drawing(List<Curve> curves, Plots plots, String prefix, boolean byEpoch) {

    PlotView rawLoss() {
      return draw(
          "data-loss",
          "Data loss of each batch",
          "loss",
          LinePlot.Scale.CUT,
          curve -> line(curve, curve.loss(), curve.extremes(STRETCHES)));
    }

    PlotView smoothLoss() {
      return draw(
          "data-loss-smoothed",
          "Data loss, smoothed",
          "loss",
          LinePlot.Scale.CUT,
          curve -> line(curve, curve.smoothedLoss(), curve.spread(STRETCHES)));
    }

    PlotView smooth(String name, String title, Function<Curve, double[]> values) {
      return draw(
          name,
          title,
          title.toLowerCase(Locale.ROOT),
          LinePlot.Scale.LOGARITHMIC,
          curve -> line(curve, values.apply(curve), curve.spread(STRETCHES)));
    }

    /** Of what is measured now and then; empty if it never was. */
    Optional<PlotView> measured(String name, String title, Function<Curve, double[]> values) {
      if (curves.stream().noneMatch(curve -> hasOther(values.apply(curve), Double.NaN))) {
        return Optional.empty();
      }
      return Optional.of(
          draw(
              name,
              title,
              name.endsWith("loss") ? "loss" : "accuracy",
              name.endsWith("loss") ? LinePlot.Scale.CUT : LinePlot.Scale.FULL,
              curve ->
                  line(
                      curve, values.apply(curve), Curve.measured(values.apply(curve), STRETCHES))));
    }

    private Line line(Curve curve, double[] values, int[] indices) {
      double[] finite = Curve.at(values, indices);
      for (int i = 0; i < finite.length; i++) {
        finite[i] = Double.isInfinite(finite[i]) ? Double.NaN : finite[i];
      }
      return new Line(
          curve.cell(), Curve.at(byEpoch ? curve.epoch() : curve.iteration(), indices), finite);
    }

    private PlotView draw(
        String name, String title, String label, LinePlot.Scale scale, Function<Curve, Line> line) {
      List<Line> lines = curves.stream().map(line).toList();
      LinePlot plot =
          new LinePlot(prefix + name, title, byEpoch ? "epoch" : "iteration", label, scale);
      String description =
          "%s by %s, a line for each of %d cells. The table of values below has the numbers."
              .formatted(title, byEpoch ? "epoch" : "iteration", lines.size());
      return plots.add(plot.of(lines, description));
    }
  }
}
