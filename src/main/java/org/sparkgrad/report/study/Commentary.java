package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkgrad.report.Curve;
import org.sparkgrad.report.Paragraph;
import org.sparkgrad.report.ResultRow;
import org.sparkgrad.report.RunData;
import org.sparkgrad.report.Setting;
import org.sparkgrad.report.Share;

/** What there is to say of a run, from its results and curves. */
public final class Commentary {
  private static final BatchLosses NO_LOSSES = new BatchLosses(new double[0]);

  private Commentary() {}

  /** Paragraphs on what tells the cells apart, where there are numbers for them. */
  public static List<Paragraph> of(RunData run) {
    return Studies.of(new Trials(run.cells().stream().map(row -> trial(row, run)).toList()));
  }

  private static Trial trial(ResultRow row, RunData run) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Setting each : run.settings()) {
      settings.put(each.name(), row.values().get(each.name()));
    }
    Optional<Curve> curve =
        run.curves().stream().filter(each -> each.cell().equals(row.cell())).findFirst();
    return new Trial(
        row.cell(),
        settings,
        row.status(),
        run.accuracy(row, "validation"),
        row.number("sparsity"),
        curve.map(each -> new BatchLosses(each.loss())).orElse(NO_LOSSES),
        curve.map(each -> course(each, row)).orElse(List.of()));
  }

  /** The points at which the validation part was evaluated. */
  private static List<Trial.Measured> course(Curve curve, ResultRow row) {
    long rows = row.number("validation").orElse(0.0).longValue();
    List<Trial.Measured> course = new ArrayList<>();
    for (int i = 0; i < curve.validationAccuracy().length && rows > 0; i++) {
      double accuracy = curve.validationAccuracy()[i];
      if (!Double.isNaN(accuracy)) {
        course.add(
            new Trial.Measured(
                curve.epoch()[i],
                curve.trainAccuracy()[i],
                new Share(Math.round(accuracy * rows), rows)));
      }
    }
    return course;
  }
}
