package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cells of a run.
 *
 * @param all in the order of the results, without a final model
 */
record Trials(List<Trial> all) {
  /** Of a value, such as that of features, in a sentence. */
  private static final int MOST = 60;

  /** The one with the highest validation accuracy, the first of equals. */
  Optional<Trial> best() {
    return best(all);
  }

  static Optional<Trial> best(List<Trial> some) {
    Trial best = null;
    for (Trial each : some) {
      if (each.isOk() && (best == null || each.accuracy() > best.accuracy())) {
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Whether cells differ in a setting. */
  boolean vary(String setting) {
    return all.stream().map(each -> each.settings().get(setting)).distinct().count() > 1;
  }

  /**
   * The cells that have a number for a setting, in its order, and else agree with one of them: a
   * line of the grid. Empty if there is but one.
   */
  List<Trial> line(String setting, Trial through) {
    List<Trial> line = new ArrayList<>();
    for (Trial each : all) {
      if (each.number(setting).isPresent() && each.agrees(through, List.of(setting))) {
        line.add(each);
      }
    }
    line.sort(Comparator.comparingDouble(each -> each.number(setting).orElseThrow()));
    return line.size() < 2 ? List.of() : line;
  }

  private static String plain(Object value) {
    String text = value instanceof Double number ? Words.setting(number) : value.toString();
    return text.length() > MOST ? text.substring(0, MOST) + "\u2026" : text;
  }

  /** What else varies and is held, such as {@code , with schedule constant}; empty if nothing. */
  String held(Trial through, List<String> varied) {
    String rest =
        through.settings().entrySet().stream()
            .filter(each -> !varied.contains(each.getKey()) && each.getValue() != null)
            .map(each -> each.getKey().replace('_', ' ') + " " + plain(each.getValue()))
            .collect(Collectors.joining(", "));
    return rest.isEmpty() ? "" : ", with " + rest;
  }
}
