package org.sparkgrad.config;

import java.math.BigDecimal;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.choice.PlainNumber;

/**
 * The values that a hyperparameter can take.
 *
 * @param type of the values
 * @param expected the valid range in words, for messages and help
 * @param columnType the type of its column in the results table
 * @param parser turns text into a value, or throws {@link IllegalArgumentException}, or gives null
 *     if the text is outside the range
 * @param column turns a value into what its column holds
 */
record Domain<T>(
    Class<T> type,
    String expected,
    DataType columnType,
    Function<String, T> parser,
    Function<T, Object> column) {

  /**
   * Reads a value, or throws {@link IllegalArgumentException} saying what was expected and found.
   */
  T parse(String text) {
    T value;
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

  /** The constants of an enum, by their labels. */
  static <E extends Enum<E> & Choice> Domain<E> choice(Class<E> kind) {
    return new Domain<>(
        kind,
        "one of " + String.join(", ", Choice.labels(kind)),
        DataTypes.StringType,
        text -> Choice.ofLabel(kind, text).orElse(null),
        Choice::label);
  }

  /** The same, two of which have been true and false, and still are in what is recorded. */
  static <E extends Enum<E> & Choice> Domain<E> choice(Class<E> kind, E ifTrue, E ifFalse) {
    return new Domain<>(
        kind,
        "one of %s (true: %s, false: %s)"
            .formatted(String.join(", ", Choice.labels(kind)), ifTrue.label(), ifFalse.label()),
        DataTypes.StringType,
        text ->
            switch (text) {
              case "true" -> ifTrue;
              case "false" -> ifFalse;
              default -> Choice.ofLabel(kind, text).orElse(null);
            },
        value -> value == ifTrue ? true : value == ifFalse ? false : value.label());
  }

  static Domain<Double> positive() {
    return real("a number above 0", value -> value > 0);
  }

  static Domain<Double> notNegative() {
    return real("a number of at least 0", value -> value >= 0);
  }

  static Domain<Double> fraction() {
    return real("a number from 0 up to, not including, 1", value -> value >= 0 && value < 1);
  }

  static Domain<Double> between(double least, double most) {
    return real(
        "a number from %s to %s".formatted(shortest(least), shortest(most)),
        value -> value >= least && value <= most);
  }

  private static String shortest(double value) {
    return value == (int) value ? Integer.toString((int) value) : Double.toString(value);
  }

  private static Domain<Double> real(String expected, DoublePredicate valid) {
    return new Domain<>(
        Double.class,
        expected,
        DataTypes.DoubleType,
        text -> {
          double value = PlainNumber.real(text);
          return Double.isFinite(value) && valid.test(value) ? value : null;
        },
        value -> value);
  }

  /** The same range, its numbers kept as the decimals that they are written as. */
  static Domain<BigDecimal> exact(Domain<Double> range) {
    return new Domain<>(
        BigDecimal.class,
        range.expected,
        range.columnType,
        text -> {
          Double value = range.parser.apply(text);
          if (value == null) {
            return null;
          }
          return value == 0 ? BigDecimal.ZERO : new BigDecimal(text).stripTrailingZeros();
        },
        BigDecimal::doubleValue);
  }

  static Domain<Integer> count(int least) {
    return new Domain<>(
        Integer.class,
        "a whole number of at least " + least,
        DataTypes.IntegerType,
        text -> {
          int value = PlainNumber.integer(text);
          return value >= least ? value : null;
        },
        value -> value);
  }

  static Domain<Integer> count(int least, int most) {
    return new Domain<>(
        Integer.class,
        "a whole number from %d to %d".formatted(least, most),
        DataTypes.IntegerType,
        text -> {
          int value = PlainNumber.integer(text);
          return value >= least && value <= most ? value : null;
        },
        value -> value);
  }

  static Domain<Long> wholeNumber() {
    return new Domain<>(
        Long.class,
        "a whole number of 64 bits",
        DataTypes.LongType,
        PlainNumber::wholeNumber,
        value -> value);
  }

  static Domain<Boolean> flag() {
    return new Domain<>(
        Boolean.class,
        "true or false",
        DataTypes.BooleanType,
        text ->
            switch (text) {
              case "true" -> true;
              case "false" -> false;
              default -> null;
            },
        value -> value);
  }

  /** A model, by its name or its layers. */
  static Domain<ModelChoice> model() {
    return new Domain<>(
        ModelChoice.class,
        ModelChoice.grammar(),
        DataTypes.StringType,
        ModelChoice::parse,
        ModelChoice::label);
  }

  /** Text with a syntax of its own, which {@code reader} refuses or puts in its usual form. */
  static Domain<String> text(String expected, UnaryOperator<String> reader) {
    return new Domain<>(String.class, expected, DataTypes.StringType, reader, value -> value);
  }
}
