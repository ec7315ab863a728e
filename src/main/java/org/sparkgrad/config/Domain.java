package org.sparkgrad.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The values that a hyperparameter can take.
 *
 * @param expected the valid range in words, for messages and help
 * @param columnType the type of its column in the results table
 * @param parser turns text into a value, or throws {@link IllegalArgumentException}, or gives null
 *     where the text is outside the range
 */
record Domain(String expected, DataType columnType, Function<String, Object> parser) {

  /**
   * Reads a value, or throws {@link IllegalArgumentException} saying what was expected and found.
   */
  Object parse(String text) {
    Object value;
    try {
      value = parser.apply(text.strip());
    } catch (NumberFormatException e) {
      value = null;
    }
    if (value == null) {
      throw new IllegalArgumentException("expected %s, found '%s'".formatted(expected, text));
    }
    return value;
  }

  static Domain choice(String... names) {
    return choice(List.of(names));
  }

  static Domain choice(List<String> known) {
    return new Domain(
        "one of " + String.join(", ", known),
        DataTypes.StringType,
        text -> known.contains(text) ? text : null);
  }

  /** The names of an enum's constants: in lower case, with hyphens. */
  static <E extends Enum<E>> Domain choice(Class<E> names) {
    return choice(
        Arrays.stream(names.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toArray(String[]::new));
  }

  static Domain positive() {
    return real("a number above 0", value -> value > 0);
  }

  static Domain notNegative() {
    return real("a number of at least 0", value -> value >= 0);
  }

  static Domain fraction() {
    return real("a number from 0 up to, not including, 1", value -> value >= 0 && value < 1);
  }

  static Domain between(double least, double most) {
    return real(
        "a number from %s to %s".formatted(shortest(least), shortest(most)),
        value -> value >= least && value <= most);
  }

  private static String shortest(double value) {
    return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
  }

  private static Domain real(String expected, Function<Double, Boolean> valid) {
    return new Domain(
        expected,
        DataTypes.DoubleType,
        text -> {
          double value = Double.parseDouble(text);
          return Double.isFinite(value) && valid.apply(value) ? value : null;
        });
  }

  static Domain count(int least) {
    return new Domain(
        "a whole number of at least " + least,
        DataTypes.IntegerType,
        text -> Integer.parseInt(text) >= least ? Integer.valueOf(text) : null);
  }

  static Domain count(int least, int most) {
    return new Domain(
        "a whole number from %d to %d".formatted(least, most),
        DataTypes.IntegerType,
        text -> {
          int value = Integer.parseInt(text);
          return value >= least && value <= most ? value : null;
        });
  }

  static Domain wholeNumber() {
    return new Domain("a whole number of 64 bits", DataTypes.LongType, Long::valueOf);
  }

  static Domain flag() {
    return new Domain(
        "true or false",
        DataTypes.BooleanType,
        text -> List.of("true", "false").contains(text) ? Boolean.valueOf(text) : null);
  }

  /** Text with a syntax of its own, which {@code reader} refuses or puts in its usual form. */
  static Domain text(String expected, UnaryOperator<String> reader) {
    return new Domain(expected, DataTypes.StringType, reader::apply);
  }
}
