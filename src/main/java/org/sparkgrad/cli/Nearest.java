package org.sparkgrad.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the names that a mistyped or shortened one may stand for. */
final class Nearest {
  private static final int MOST_EDITS = 3;

  /** Ways in which a name may stand for another, the surest first. */
  private static final List<BiPredicate<String, String>> WAYS =
      List.of(
          (typed, name) -> joined(typed).equals(joined(name)),
          (typed, name) -> joined(typed).equals(initials(name)),
          (typed, name) -> name.startsWith(typed),
          (typed, name) -> isClose(typed, name, 1),
          (typed, name) -> name.endsWith("-" + typed),
          (typed, name) -> words(name).contains(typed),
          (typed, name) -> isClose(typed, name, 2),
          (typed, name) -> isClose(typed, name, MOST_EDITS));

  private Nearest() {}

  /**
   * The candidates that are nearest to {@code typed} in the surest way that any is; leading dashes
   * do not count.
   */
  static List<String> of(String typed, Collection<String> candidates) {
    String plain = plain(typed);
    for (BiPredicate<String, String> way : WAYS) {
      List<String> found =
          candidates.stream().filter(each -> way.test(plain, plain(each))).distinct().toList();
      if (!plain.isEmpty() && !found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** The end of a message that found {@code typed}: a question, or nothing if none is near. */
  static String question(String typed, Collection<String> candidates) {
    List<String> nearest = of(typed, candidates);
    return nearest.isEmpty() ? "" : "; did you mean " + String.join(" or ", nearest) + "?";
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^-+", "");
  }

  private static String joined(String name) {
    return name.replace("-", "");
  }

  private static List<String> words(String name) {
    return Arrays.asList(name.split("-"));
  }

  private static String initials(String name) {
    return words(name).stream()
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1))
        .collect(Collectors.joining());
  }

  /** At most half of a name may be mistyped. */
  private static boolean isClose(String typed, String name, int edits) {
    return edits <= typed.length() / 2
        && LevenshteinDistance.getDefaultInstance().apply(typed, name) <= edits;
  }
}
