package org.sparkgrad.report.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.sparkgrad.report.Share;

/** Numbers and lists as sentences have them. */
final class Words {
  private static final double LEAST_PLAIN = 1e-6;
  private static final double MOST_PLAIN = 1e7;

  private Words() {}

  /** With at most three significant digits, and no zeros at the end. */
  static String number(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= LEAST_PLAIN && size < MOST_PLAIN ? rounded.toPlainString() : rounded.toString();
  }

  /** A setting's value, in full. */
  static String setting(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /** With its interval, such as {@code 0.4012 (0.3877 to 0.4149)}. */
  static String accuracy(Share share) {
    return String.format(
        Locale.ROOT, "%.4f (%.4f to %.4f)", share.value(), share.low(), share.high());
  }

  static String loss(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Such as {@code a, b and c}. */
  static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
