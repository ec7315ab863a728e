package org.sparkgrad.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.choice.PlainNumber;

/**
 * The options of a layer in a description: {@code (value,value,key=value)}, values without a key in
 * the order of the options. What is not given has its default.
 */
final class LayerOptions {
  private static final String OUTPUTS = "outputs";
  private static final String CLASSES = "classes";

  /** More than anybody writes, so that a large exponent does not become as many digits. */
  private static final int MOST_ZEROS = 20;

  private final MarkedText text;
  private final Map<String, String> defaults = new LinkedHashMap<>();
  private final Map<String, MarkedText.Word> given = new LinkedHashMap<>();

  /**
   * Reads the options that come next, if any.
   *
   * @param name the layer's, and its place
   */
  LayerOptions(MarkedText text, LayerKind kind, MarkedText.Word name) {
    this.text = text;
    for (String option : kind.options()) {
      int mark = option.indexOf('=');
      defaults.put(
          mark < 0 ? option : option.substring(0, mark),
          mark < 0 ? "" : option.substring(mark + 1));
    }
    if (text.take('(') && !text.take(')')) {
      read(kind);
    }
    defaults.forEach(
        (key, value) -> {
          if (value.isEmpty() && !given.containsKey(key)) {
            throw text.error(
                "expected %s, found '%s' without %s".formatted(kind.form(), name.text(), key),
                name.place());
          }
        });
  }

  private void read(LayerKind kind) {
    List<String> inOrder = new ArrayList<>(defaults.keySet());
    boolean keyed = false;
    do {
      MarkedText.Word word = text.word();
      if (text.take('=')) {
        keyed = true;
        put(word.text(), text.word(), word, kind);
      } else if (keyed || given.size() == inOrder.size()) {
        throw text.error("an option of " + kind.form(), word);
      } else {
        put(inOrder.get(given.size()), word, word, kind);
      }
    } while (text.take(','));
    text.require(')', "',' or ')'");
  }

  private void put(String key, MarkedText.Word value, MarkedText.Word at, LayerKind kind) {
    if (!defaults.containsKey(key)) {
      throw text.error("an option of " + kind.form(), at);
    }
    if (given.put(key, value) != null) {
      throw text.error("expected each option once, found '%s'".formatted(key), at.place());
    }
  }

  private MarkedText.Word word(String key) {
    MarkedText.Word word = given.get(key);
    if (word != null) {
      return word;
    }
    return new MarkedText.Word(defaultOf(key), 0);
  }

  /** A default may be the value of another option. */
  private String defaultOf(String key) {
    String value = defaults.get(key);
    return defaults.containsKey(value) ? word(value).text() : value;
  }

  int count(String key) {
    MarkedText.Word word = word(key);
    try {
      return PlainNumber.integer(word.text());
    } catch (NumberFormatException e) {
      throw text.error("a whole number", word);
    }
  }

  /** How many outputs a layer has: a count, or the word {@code classes}. */
  int outputs(int classes) {
    return word(OUTPUTS).text().equals(CLASSES) ? classes : count(OUTPUTS);
  }

  boolean flag(String key) {
    MarkedText.Word word = word(key);
    return switch (word.text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw text.error("true or false", word);
    };
  }

  /** A number, or two with a slash between them. */
  double number(String key) {
    MarkedText.Word word = word(key);
    try {
      double number = 1;
      String[] parts = word.text().split("/", 2);
      for (int i = 0; i < parts.length; i++) {
        double part = PlainNumber.real(parts[i]);
        number = i == 0 ? part : number / part;
      }
      return number;
    } catch (NumberFormatException e) {
      throw text.error("a number", word);
    }
  }

  /**
   * Each with its value, given or not.
   *
   * @param classes stands for the word
   */
  Map<String, String> all(int classes) {
    Map<String, String> all = new LinkedHashMap<>();
    defaults.keySet().forEach(key -> all.put(key, word(key).text()));
    all.replace(OUTPUTS, CLASSES, Integer.toString(classes));
    return all;
  }

  /** Values without defaults, then all others that are not at them; with parentheses, if any. */
  @Override
  public String toString() {
    StringJoiner all = new StringJoiner(",", "(", ")");
    all.setEmptyValue("");
    defaults.forEach(
        (key, value) -> {
          String own = usual(word(key).text());
          if (value.isEmpty()) {
            all.add(own);
          } else if (given.containsKey(key) && !own.equals(usual(defaultOf(key)))) {
            all.add(key + "=" + own);
          }
        });
    return all.toString();
  }

  /** A number as it is written most shortly, so that layers that are equal have one text. */
  private static String usual(String value) {
    try {
      BigDecimal number = PlainNumber.decimal(value);
      return isWhole(value) ? number.toPlainString() : shortest(number.stripTrailingZeros());
    } catch (NumberFormatException e) {
      return value; // A word, or two numbers with a slash.
    }
  }

  /** Counts have no exponent. */
  private static boolean isWhole(String number) {
    return number.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
  }

  private static String shortest(BigDecimal number) {
    String power = number.toString().replace("E+", "e").replace('E', 'e');
    if (Math.abs(number.scale()) > MOST_ZEROS) {
      return power;
    }
    String plain = number.toPlainString();
    return plain.length() <= power.length() ? plain : power;
  }
}
