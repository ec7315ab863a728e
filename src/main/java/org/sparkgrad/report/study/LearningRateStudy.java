package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.report.Paragraph;

/**
 * Which learning rates are too large and which too small.
 *
 * <p>At a rate training has not converged if it diverged, or if the mean batch loss of its last
 * quarter is not below that of the first iteration, {@code L_0}. It has hardly moved if {@code L_0
 * - L < 0.1 (L_0 - L_min)}, with {@code L} that mean and {@code L_min} the lowest of all rates.
 */
final class LearningRateStudy {
  private static final String SETTING = "learning_rate";
  private static final double HARDLY = 0.1;

  private LearningRateStudy() {}

  /** What training came to at a rate, from the smallest rates to the largest. */
  private enum Outcome {
    HARDLY_MOVED,
    TRAINED,
    DID_NOT_CONVERGE
  }

  static Optional<Paragraph> of(Trials trials) {
    Optional<Trial> best = trials.best();
    if (best.isEmpty() || !best.get().losses().isLongEnough()) {
      return Optional.empty();
    }
    List<Trial> line =
        trials.line(SETTING, best.get()).stream()
            .filter(each -> each.hasDiverged() || (each.isOk() && each.losses().isLongEnough()))
            .toList();
    return line.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Paragraph(
                "Learning rates",
                text(line, best.get(), trials.held(best.get(), List.of(SETTING)))));
  }

  private static double rate(Trial trial) {
    return trial.number(SETTING).orElseThrow();
  }

  private static String text(List<Trial> line, Trial best, String held) {
    List<Outcome> outcomes = line.stream().map(each -> outcome(each, line)).toList();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Of %d learning rates from %s to %s%s:"
            .formatted(
                line.size(),
                Words.setting(rate(line.get(0))),
                Words.setting(rate(line.get(line.size() - 1))),
                held));
    sentences.add(tooLarge(line, outcomes));
    sentences.add(tooSmall(line, outcomes, best));
    if (!isOrdered(outcomes)) {
      sentences.add(
          "The rates at which it hardly moved, trained and did not converge do not follow each other"
              + " in this order, against what is expected.");
    }
    sentences.add(bestRate(line, best));
    return String.join(" ", sentences);
  }

  private static Outcome outcome(Trial trial, List<Trial> line) {
    if (trial.hasDiverged() || trial.losses().level() >= trial.losses().first()) {
      return Outcome.DID_NOT_CONVERGE;
    }
    double largestFall =
        line.stream()
            .filter(each -> !each.hasDiverged())
            .mapToDouble(each -> each.losses().first() - each.losses().level())
            .max()
            .orElse(0);
    double fall = trial.losses().first() - trial.losses().level();
    return fall < HARDLY * largestFall ? Outcome.HARDLY_MOVED : Outcome.TRAINED;
  }

  private static List<Trial> those(List<Trial> line, List<Outcome> outcomes, Outcome wanted) {
    List<Trial> those = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      if (outcomes.get(i) == wanted) {
        those.add(line.get(i));
      }
    }
    return those;
  }

  private static String tooLarge(List<Trial> line, List<Outcome> outcomes) {
    List<String> found = new ArrayList<>();
    for (Trial each : those(line, outcomes, Outcome.DID_NOT_CONVERGE)) {
      found.add(
          each.hasDiverged()
              ? "%s (the loss left the range of finite numbers)"
                  .formatted(Words.setting(rate(each)))
              : "%s (from a loss of %s to a mean of %s in the last quarter)"
                  .formatted(
                      Words.setting(rate(each)),
                      Words.loss(each.losses().first()),
                      Words.loss(each.losses().level())));
    }
    return found.isEmpty()
        ? "none is so large that training did not converge."
        : "training did not converge at %s.".formatted(Words.list(found));
  }

  private static String tooSmall(List<Trial> line, List<Outcome> outcomes, Trial best) {
    List<String> found = new ArrayList<>();
    for (Trial each : those(line, outcomes, Outcome.HARDLY_MOVED)) {
      found.add(
          "%s (from %s to %s)"
              .formatted(
                  Words.setting(rate(each)),
                  Words.loss(each.losses().first()),
                  Words.loss(each.losses().level())));
    }
    return found.isEmpty()
        ? "None is so small that the loss hardly moved."
        : "The loss hardly moved at %s, where %s brought it to %s."
            .formatted(
                Words.list(found), Words.setting(rate(best)), Words.loss(best.losses().level()));
  }

  private static boolean isOrdered(List<Outcome> outcomes) {
    for (int i = 1; i < outcomes.size(); i++) {
      if (outcomes.get(i).compareTo(outcomes.get(i - 1)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String bestRate(List<Trial> line, Trial best) {
    List<String> open = new ArrayList<>();
    for (Trial each : line) {
      if (!each.equals(best)
          && each.isOk()
          && Comparison.of(best.validation().orElseThrow(), each.validation().orElseThrow())
              == Comparison.OPEN) {
        open.add(Words.setting(rate(each)));
      }
    }
    return "The validation accuracy is highest at %s, %s%s."
        .formatted(
            Words.setting(rate(best)),
            Words.accuracy(best.validation().orElseThrow()),
            open.isEmpty()
                ? ", more than at any other by more than chance"
                : "; at " + Words.list(open) + " it differs by no more than chance may");
  }
}
