package org.sparkgrad.choice;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers as people and other programs write them: decimal digits, a point and an exponent. Java's
 * own parsers take more, such as {@code 1d}, {@code 0x1p1}, {@code NaN} and digits of other
 * scripts.
 */
public final class PlainNumber {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  /** A digit before the exponent is not 0. */
  private static final Pattern NOT_ZERO = Pattern.compile("[^eE]*[1-9]");

  private PlainNumber() {}

  /**
   * Infinite if it is too large for a double; 0 is never -0.
   *
   * @throws NumberFormatException if it is no number, or other than 0 but too small for a double
   */
  public static double real(String text) {
    double value = Double.parseDouble(require(REAL, text)) + 0.0;
    if (value == 0 && NOT_ZERO.matcher(text).lookingAt()) {
      throw new NumberFormatException("expected 0 or at least 4.9e-324, found '" + text + "'");
    }
    return value;
  }

  public static BigDecimal decimal(String text) {
    return new BigDecimal(require(REAL, text));
  }

  public static int integer(String text) {
    return Integer.parseInt(require(WHOLE, text));
  }

  public static long wholeNumber(String text) {
    return Long.parseLong(require(WHOLE, text));
  }

  private static String require(Pattern pattern, String text) {
    if (!pattern.matcher(text).matches()) {
      throw new NumberFormatException("expected a number, found '" + text + "'");
    }
    return text;
  }
}
