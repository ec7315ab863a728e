package org.sparkgrad.cli;

import java.util.Locale;

/** Numbers as progress lines have them. */
final class Quantity {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private Quantity() {}

  /** Such as {@code 0:07}, {@code 12:30} or {@code 1:05:00}. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole < HOUR
        ? String.format(Locale.ROOT, "%d:%02d", whole / MINUTE, whole % MINUTE)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", whole / HOUR, whole % HOUR / MINUTE, whole % MINUTE);
  }

  /** With three digits, more or less. */
  static String rate(double perSecond, String unit) {
    int decimals = perSecond >= 100 ? 0 : perSecond >= 1 ? 1 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f %s/s", perSecond, unit);
  }
}
