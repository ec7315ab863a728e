package org.sparkgrad.report.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparkgrad.report.Paragraph;

/**
 * Which weight of a penalty is best, and L1 against L2. The cells of one penalty are those without
 * the other; of what else varies they have what the best of them has.
 */
final class PenaltyStudy {
  private static final String L1 = "l1";
  private static final String L2 = "l2";
  private static final List<String> BOTH = List.of(L1, L2, "l1_method", "l2_factor");

  private PenaltyStudy() {}

  static List<Paragraph> of(Trials trials) {
    List<Paragraph> paragraphs = new ArrayList<>();
    List<Trial> ofL1 = line(trials, L1, L2);
    List<Trial> ofL2 = line(trials, L2, L1);
    weights(L1, ofL1, trials).ifPresent(paragraphs::add);
    weights(L2, ofL2, trials).ifPresent(paragraphs::add);
    against(ofL1, ofL2).ifPresent(paragraphs::add);
    return paragraphs;
  }

  /** Cells of one penalty by its weight, one without any among them if there is one. */
  private static List<Trial> line(Trials trials, String penalty, String other) {
    if (!trials.vary(penalty)) {
      return List.of();
    }
    List<Trial> without =
        trials.all().stream()
            .filter(each -> each.isOk() && weight(each, other) == 0)
            .filter(each -> each.number(penalty).isPresent())
            .toList();
    Optional<Trial> best = Trials.best(without);
    if (best.isEmpty()) {
      return List.of();
    }
    return without.stream()
        .filter(each -> each.agrees(best.get(), BOTH))
        .sorted(Comparator.comparingDouble(each -> weight(each, penalty)))
        .toList();
  }

  /** If it is the same for all cells, it is not among the settings, and counts as none. */
  private static double weight(Trial trial, String penalty) {
    return trial.number(penalty).orElse(0.0);
  }

  private static Optional<Paragraph> weights(String penalty, List<Trial> line, Trials trials) {
    if (line.size() < 2) {
      return Optional.empty();
    }
    Trial best = Trials.best(line).orElseThrow();
    String name = penalty.toUpperCase(Locale.ROOT);
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Of %d weights of the %s penalty from %s to %s%s, the validation accuracy is highest with %s: %s."
            .formatted(
                line.size(),
                name,
                Words.setting(weight(line.get(0), penalty)),
                Words.setting(weight(line.get(line.size() - 1), penalty)),
                trials.held(best, BOTH),
                Words.setting(weight(best, penalty)),
                Words.accuracy(best.validation().orElseThrow())));
    Trial first = line.get(0);
    Trial last = line.get(line.size() - 1);
    if (!first.equals(best)) {
      sentences.add(compared(penalty, best, first));
    }
    if (!last.equals(best)) {
      sentences.add(compared(penalty, best, last));
    }
    if (penalty.equals(L1)) {
      sparsity(line, best).ifPresent(sentences::add);
    }
    return Optional.of(
        new Paragraph("Weights of the %s penalty".formatted(name), String.join(" ", sentences)));
  }

  private static String compared(String penalty, Trial best, Trial other) {
    String found =
        switch (Comparison.of(best.validation().orElseThrow(), other.validation().orElseThrow())) {
          case HIGHER -> "lower by more than chance";
          case LOWER -> "higher by more than chance";
          case OPEN -> "different by no more than chance may";
        };
    String weight = Words.setting(weight(other, penalty));
    return "%s it is %s, %s."
        .formatted(
            weight.equals("0") ? "Without the penalty" : "With " + weight,
            Words.accuracy(other.validation().orElseThrow()),
            found);
  }

  private static Optional<String> sparsity(List<Trial> line, Trial best) {
    Trial last = line.get(line.size() - 1);
    if (best.sparsity().isEmpty() || last.sparsity().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Of the weights %s %% are exactly 0 there, and %s %% with %s."
            .formatted(
                Words.number(100 * best.sparsity().get()),
                Words.number(100 * last.sparsity().get()),
                Words.setting(weight(last, L1))));
  }

  private static Optional<Paragraph> against(List<Trial> ofL1, List<Trial> ofL2) {
    Optional<Trial> l1 = Trials.best(ofL1.stream().filter(each -> weight(each, L1) > 0).toList());
    Optional<Trial> l2 = Trials.best(ofL2.stream().filter(each -> weight(each, L2) > 0).toList());
    if (l1.isEmpty() || l2.isEmpty()) {
      return Optional.empty();
    }
    String verdict =
        switch (Comparison.of(
            l1.get().validation().orElseThrow(), l2.get().validation().orElseThrow())) {
          case HIGHER -> "L1 is better by more than chance";
          case LOWER -> "L2 is better by more than chance";
          case OPEN -> "their intervals overlap, so that it is open which is better";
        };
    return Optional.of(
        new Paragraph(
            "L1 against L2",
            "The best weight of L1, %s, comes to a validation accuracy of %s; that of L2, %s, to %s: %s."
                .formatted(
                    Words.setting(weight(l1.get(), L1)),
                    Words.accuracy(l1.get().validation().orElseThrow()),
                    Words.setting(weight(l2.get(), L2)),
                    Words.accuracy(l2.get().validation().orElseThrow()),
                    verdict)));
  }
}
