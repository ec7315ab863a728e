package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.sparkgrad.report.Paragraph;
import org.sparkgrad.report.Share;

/**
 * What a rate that falls on the way changes against a constant one: pairs of cells that differ in
 * nothing else.
 */
final class ScheduleStudy {
  private static final String SETTING = "schedule";

  /** What a schedule reads, and a constant rate does not. */
  private static final List<String> WITH_IT =
      List.of(
          SETTING, "decay_factor", "decay_epochs", "warm_up", "peak", "start_factor", "end_factor");

  private static final String CONSTANT = "constant";

  private ScheduleStudy() {}

  /** Cells that differ in their schedule alone. */
  private record Pair(Trial constant, Trial falling) {
    Comparison comparison() {
      return Comparison.of(falling.validation().orElseThrow(), constant.validation().orElseThrow());
    }

    Share of(Trial trial) {
      return trial.validation().orElseThrow();
    }
  }

  static List<Paragraph> of(Trials trials) {
    if (!trials.vary(SETTING)) {
      return List.of();
    }
    List<Paragraph> paragraphs = new ArrayList<>();
    trials.all().stream()
        .map(each -> each.settings().get(SETTING))
        .filter(value -> value != null && !value.equals(CONSTANT))
        .distinct()
        .forEach(
            schedule -> {
              List<Pair> pairs = pairs(trials, schedule);
              if (!pairs.isEmpty()) {
                paragraphs.add(
                    new Paragraph(
                        "A rate that falls: schedule " + schedule, text(schedule, pairs, trials)));
              }
            });
    return paragraphs;
  }

  private static List<Pair> pairs(Trials trials, Object schedule) {
    List<Pair> pairs = new ArrayList<>();
    for (Trial constant : trials.all()) {
      for (Trial falling : trials.all()) {
        if (constant.isOk()
            && falling.isOk()
            && Objects.equals(constant.settings().get(SETTING), CONSTANT)
            && falling.settings().get(SETTING).equals(schedule)
            && constant.agrees(falling, WITH_IT)) {
          pairs.add(new Pair(constant, falling));
        }
      }
    }
    return pairs;
  }

  private static String text(Object schedule, List<Pair> pairs, Trials trials) {
    long higher = count(pairs, Comparison.HIGHER);
    long lower = count(pairs, Comparison.LOWER);
    long open = count(pairs, Comparison.OPEN);
    List<String> counts = new ArrayList<>();
    if (higher > 0) {
      counts.add("higher in " + higher + where(pairs, Comparison.HIGHER, trials));
    }
    if (lower > 0) {
      counts.add("lower in " + lower + where(pairs, Comparison.LOWER, trials));
    }
    if (open > 0) {
      counts.add("no different by more than chance may in " + open);
    }
    Pair best = best(pairs);
    return "With the schedule %s in place of a constant rate, the validation accuracy is %s of %d pair%s of cells that differ in nothing else. Where one of them is best%s, it is %s with the schedule and %s without: %s.%s"
        .formatted(
            schedule,
            Words.list(counts),
            pairs.size(),
            pairs.size() == 1 ? "" : "s",
            trials.held(best.constant(), WITH_IT),
            Words.accuracy(best.of(best.falling())),
            Words.accuracy(best.of(best.constant())),
            verdict(best.comparison()),
            noise(best));
  }

  /** What tells those pairs from the others, in parentheses; empty if nothing does. */
  private static String where(List<Pair> pairs, Comparison comparison, Trials trials) {
    String settings =
        pairs.stream()
            .filter(each -> each.comparison() == comparison)
            .map(each -> trials.held(each.constant(), WITH_IT).replaceFirst("^, with ", ""))
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining("; "));
    return settings.isEmpty() ? "" : " (" + settings + ")";
  }

  private static long count(List<Pair> pairs, Comparison comparison) {
    return pairs.stream().filter(each -> each.comparison() == comparison).count();
  }

  private static Pair best(List<Pair> pairs) {
    List<Trial> all = new ArrayList<>();
    pairs.forEach(
        pair -> {
          all.add(pair.constant());
          all.add(pair.falling());
        });
    Trial best = Trials.best(all).orElseThrow();
    return pairs.stream()
        .filter(pair -> pair.constant().equals(best) || pair.falling().equals(best))
        .findFirst()
        .orElseThrow();
  }

  private static String verdict(Comparison comparison) {
    return switch (comparison) {
      case HIGHER -> "the falling rate is better";
      case LOWER -> "the falling rate is worse";
      case OPEN -> "their intervals overlap, so that it is open which is better";
    };
  }

  /** The losses of batches in the last quarter, if both have enough of them. */
  private static String noise(Pair pair) {
    if (!pair.constant().losses().isLongEnough() || !pair.falling().losses().isLongEnough()) {
      return "";
    }
    return " The mean batch loss of the last quarter is %s with it and %s without."
        .formatted(
            Words.loss(pair.falling().losses().level()),
            Words.loss(pair.constant().losses().level()));
  }
}
