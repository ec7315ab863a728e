package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.choice.PlainNumber;

/**
 * The options of a source in a feature string: {@code (key=value,key=value)}, lists as {@code 4/8}.
 * Options that are not given have their defaults.
 */
final class SourceOptions {
  private static final String LIST_MARK = "/";

  private final MarkedText text;
  private final Map<String, MarkedText.Word> values = new LinkedHashMap<>();
  private final StringJoiner canonical = new StringJoiner(",");

  /**
   * Reads the options that come next, if any.
   *
   * @param defaults all options
   */
  SourceOptions(MarkedText text, Map<String, String> defaults) {
    this.text = text;
    defaults.forEach((key, value) -> values.put(key, new MarkedText.Word(value, 0)));
    if (!text.take('(') || text.take(')')) {
      return;
    }
    do {
      readOption();
    } while (text.take(','));
    text.require(')', "',' or ')'");
  }

  private void readOption() {
    MarkedText.Word key = text.word();
    if (!values.containsKey(key.text())) {
      String known =
          values.isEmpty() ? "no option" : "one of " + String.join(", ", values.keySet());
      throw text.error("expected " + known + ", found '" + key.text() + "'", key.place());
    }
    if (values.get(key.text()).place() > 0) {
      throw text.error("expected each option once, found '" + key.text() + "'", key.place());
    }
    text.require('=', "'=' after '" + key.text() + "'");
    values.put(key.text(), text.word());
  }

  /** Whole numbers between slashes. */
  List<Integer> counts(String key) {
    return note(key, list(values.get(key)));
  }

  /** The given number of whole numbers between slashes, or one for all of them. */
  List<Integer> counts(String key, int length) {
    MarkedText.Word word = values.get(key);
    List<Integer> counts = list(word);
    if (counts.size() != 1 && counts.size() != length) {
      throw text.error("1 or %d whole numbers".formatted(length), word);
    }
    return note(key, counts.size() == length ? counts : Collections.nCopies(length, counts.get(0)));
  }

  private List<Integer> list(MarkedText.Word word) {
    List<Integer> counts = new ArrayList<>();
    int at = word.place();
    for (String part : word.text().split(LIST_MARK, -1)) {
      counts.add(count(new MarkedText.Word(part.strip(), at)));
      at += part.length() + 1;
    }
    return counts;
  }

  private List<Integer> note(String key, List<Integer> counts) {
    note(key, counts.stream().map(String::valueOf).collect(Collectors.joining(LIST_MARK)));
    return counts;
  }

  int count(String key) {
    int count = count(values.get(key));
    note(key, Integer.toString(count));
    return count;
  }

  private int count(MarkedText.Word word) {
    try {
      return PlainNumber.integer(word.text());
    } catch (NumberFormatException e) {
      throw text.error("a whole number", word);
    }
  }

  long whole(String key) {
    MarkedText.Word word = values.get(key);
    try {
      long value = PlainNumber.wholeNumber(word.text());
      note(key, Long.toString(value));
      return value;
    } catch (NumberFormatException e) {
      throw text.error("a whole number", word);
    }
  }

  double number(String key) {
    double value = number(values.get(key));
    note(key, value == (long) value ? Long.toString((long) value) : Double.toString(value));
    return value;
  }

  /** Features are computed in floats. */
  private double number(MarkedText.Word word) {
    try {
      double value = PlainNumber.real(word.text());
      if (Float.isInfinite((float) value)) {
        throw text.error("a number of at most 3.4e38", word);
      }
      return value;
    } catch (NumberFormatException e) {
      throw text.error("a number", word);
    }
  }

  /**
   * A count that is read in some cases alone; in the others its default.
   *
   * @param with what it is read with, in words
   */
  int countIf(boolean read, String key, String with) {
    requireRead(read, key, with);
    return read ? count(key) : count(values.get(key));
  }

  /** The same of a number. */
  double numberIf(boolean read, String key, String with) {
    requireRead(read, key, with);
    return read ? number(key) : number(values.get(key));
  }

  private void requireRead(boolean read, String key, String with) {
    MarkedText.Word word = values.get(key);
    if (!read && word.place() > 0) {
      throw text.error(
          "expected no %s but with %s, found %s=%s".formatted(key, with, key, word.text()),
          word.place());
    }
  }

  boolean flag(String key) {
    return choice(key, List.of("false", "true")) == 1;
  }

  /** One of an enum's constants, by its label. */
  <E extends Enum<E> & Choice> E constant(String key, Class<E> type) {
    return type.getEnumConstants()[choice(key, Choice.labels(type))];
  }

  private int choice(String key, List<String> names) {
    MarkedText.Word word = values.get(key);
    if (!names.contains(word.text())) {
      throw text.error("one of " + String.join(", ", names), word);
    }
    note(key, word.text());
    return names.indexOf(word.text());
  }

  private void note(String key, String value) {
    canonical.add(key + "=" + value);
  }

  /** All options in the order in which they were read, with defaults filled in. */
  String canonical() {
    return canonical.toString();
  }
}
