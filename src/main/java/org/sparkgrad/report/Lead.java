package org.sparkgrad.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of a run in a sentence or two. */
final class Lead {
  private Lead() {}

  static List<String> of(RunData run) {
    List<String> sentences = new ArrayList<>();
    List<ResultRow> cells = run.cells();
    long ok = cells.stream().filter(ResultRow::isOk).count();
    Optional<ResultRow> best = run.best();
    if (best.isEmpty()) {
      sentences.add("None of %d cells is ok.".formatted(cells.size()));
      return sentences;
    }
    if (cells.size() > 1) {
      sentences.add(
          "%s is the best of %d cells%s%s."
              .formatted(
                  best.get().cell(),
                  cells.size(),
                  ok == cells.size() ? "" : ", of which %d are ok".formatted(ok),
                  accuracy(run, best.get(), "validation", ", by its validation accuracy of ")));
    }
    run.reported()
        .filter(row -> row.number("test_accuracy").isPresent())
        .ifPresent(
            row ->
                sentences.add(
                    "%s%s%s%s."
                        .formatted(
                            row.cell(),
                            row.isFinal()
                                ? ", which is %s trained again on all training rows,"
                                    .formatted(row.text("final_of").orElse("the best cell"))
                                : "",
                            accuracy(run, row, "test", " has a test accuracy of "),
                            row.testViews().map(", test views "::concat).orElse(""))));
    if (sentences.isEmpty()) {
      sentences.add(
          "%s%s."
              .formatted(
                  best.get().cell(),
                  accuracy(run, best.get(), "train", " has a training accuracy of ")));
    }
    return sentences;
  }

  private static String accuracy(RunData run, ResultRow row, String part, String before) {
    return row.number(part + "_accuracy")
        .map(
            value ->
                before
                    + Numbers.share(value)
                    + run.accuracy(row, part)
                        .map(share -> " (95 % interval " + Numbers.interval(share) + ")")
                        .orElse(""))
        .orElse("");
  }
}
