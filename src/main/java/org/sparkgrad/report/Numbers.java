package org.sparkgrad.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as the page shows them. */
final class Numbers {
  private static final String NONE = "\u2013";

  private Numbers() {}

  /**
   * A value of a setting: without needless zeros, and as a power of ten only if it is far from 1.
   */
  static String plain(Object value) {
    if (value == null) {
      return NONE;
    }
    if (!(value instanceof Double number) || !Double.isFinite(number)) {
      return value.toString();
    }
    BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
    int digitsBeforePoint = decimal.precision() - decimal.scale();
    return digitsBeforePoint < -5 || digitsBeforePoint > 9
        ? decimal.toString()
        : decimal.toPlainString();
  }

  /** An accuracy or probability, with four decimals. */
  static String share(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.4f", value);
  }

  /** The same where there is little room. */
  static String shortShare(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A loss or time, with four digits or so. */
  static String rounded(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? NONE : Double.toString(value);
    }
    if (size >= 100_000 || (size < 0.0001 && size > 0)) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    return String.format(Locale.ROOT, size >= 100 ? "%.1f" : "%.4f", value);
  }

  /** A p-value: of a small one, that it is small is all there is to know. */
  static String pValue(double value) {
    return value < 0.0001 ? "< 0.0001" : share(value);
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String interval(Share share) {
    return "%s to %s".formatted(share(share.low()), share(share.high()));
  }
}
