package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.report.Paragraph;
import org.sparkgrad.report.Share;
import org.sparkgrad.report.study.Trial.Measured;

/**
 * From where on more epochs no longer pay: the first point whose validation accuracy is not below
 * the highest by more than chance may, by their intervals.
 */
final class EpochStudy {
  private static final String SETTING = "epochs";

  /** With fewer points there is no course to speak of. */
  private static final int FEWEST = 3;

  private EpochStudy() {}

  /** An accuracy after some epochs. */
  private record Point(double epochs, Share validation) {}

  static List<Paragraph> of(Trials trials) {
    List<Paragraph> paragraphs = new ArrayList<>();
    ofCells(trials).ifPresent(paragraphs::add);
    ofCourse(trials).ifPresent(paragraphs::add);
    return paragraphs;
  }

  /** Cells that differ in their number of epochs alone. */
  private static Optional<Paragraph> ofCells(Trials trials) {
    Optional<Trial> best = trials.best();
    if (best.isEmpty()) {
      return Optional.empty();
    }
    List<Point> points =
        trials.line(SETTING, best.get()).stream()
            .filter(Trial::isOk)
            .map(
                each ->
                    new Point(each.number(SETTING).orElseThrow(), each.validation().orElseThrow()))
            .toList();
    return points.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Paragraph(
                "How many epochs: cells",
                "Of cells trained for %s epochs%s: %s"
                    .formatted(
                        Words.list(
                            points.stream().map(each -> Words.number(each.epochs())).toList()),
                        trials.held(best.get(), List.of(SETTING)),
                        verdict(points))));
  }

  /** The course of the cell that was measured for the most epochs; of equals the best one. */
  private static Optional<Paragraph> ofCourse(Trials trials) {
    Trial longest = null;
    for (Trial each : trials.all()) {
      if (each.isOk()
          && each.course().size() >= FEWEST
          && (longest == null || isLonger(each, longest))) {
        longest = each;
      }
    }
    if (longest == null) {
      return Optional.empty();
    }
    List<Measured> course = longest.course();
    List<Point> points =
        course.stream().map(each -> new Point(each.epoch(), each.validation())).toList();
    return Optional.of(
        new Paragraph(
            "How many epochs: the course of " + longest.cell(),
            "Measured %d times in %s epochs: %s%s"
                .formatted(
                    course.size(),
                    Words.number(course.get(course.size() - 1).epoch()),
                    verdict(points),
                    gap(course))));
  }

  private static boolean isLonger(Trial trial, Trial than) {
    double length = trial.course().get(trial.course().size() - 1).epoch();
    double other = than.course().get(than.course().size() - 1).epoch();
    return length > other || (length == other && trial.accuracy() > than.accuracy());
  }

  private static String epochs(Point point) {
    return Words.number(point.epochs()) + (point.epochs() == 1 ? " epoch" : " epochs");
  }

  private static String verdict(List<Point> points) {
    Point highest = points.get(0);
    for (Point each : points) {
      highest = each.validation().value() > highest.validation().value() ? each : highest;
    }
    Point enough = highest;
    for (int i = points.size() - 1; i >= 0; i--) {
      if (Comparison.of(highest.validation(), points.get(i).validation()) == Comparison.OPEN) {
        enough = points.get(i);
      }
    }
    Point last = points.get(points.size() - 1);
    String top =
        "the validation accuracy is highest after %s, %s"
            .formatted(epochs(highest), Words.accuracy(highest.validation()));
    if (enough.equals(last)) {
      return top
          + "; more than at any point before by more than chance: more epochs still paid at the end.";
    }
    String stops =
        enough.equals(highest)
            ? ", and every point before is lower by more than chance"
            : "; after %s it is already %s, which differs from it by no more than chance may"
                .formatted(epochs(enough), Words.accuracy(enough.validation()));
    return top + stops + after(highest, last) + ".";
  }

  private static String after(Point highest, Point last) {
    if (last.equals(highest)) {
      return ", so that the epochs after these did not pay by more than chance";
    }
    return Comparison.of(last.validation(), highest.validation()) == Comparison.LOWER
        ? ". At the end, after %s, it is lower by more than chance: %s"
            .formatted(epochs(last), Words.accuracy(last.validation()))
        : ". More epochs, up to %s, changed it by no more than chance may"
            .formatted(Words.number(last.epochs()));
  }

  /** How far the training part runs ahead. */
  private static String gap(List<Measured> course) {
    Measured first = course.get(0);
    Measured last = course.get(course.size() - 1);
    if (Double.isNaN(first.training()) || Double.isNaN(last.training())) {
      return "";
    }
    return " The accuracy on a sample of the training part less that on the validation part is %s at first and %s at the end."
        .formatted(
            Words.number(first.training() - first.validation().value()),
            Words.number(last.training() - last.validation().value()));
  }
}
