package org.sparkgrad.linalg;

import java.util.List;
import java.util.Locale;

/** The measurements of all contestants, one line each, as text for people. */
final class ComparisonTable {
  private static final String HEADER =
      """

      C += A*B in floats on one thread: rows x inner x columns.
      GFLOP/s: 10^9 floating-point operations a second, the median of the iterations, least and most.
      by CPU: the same for each second of CPU time, which other processes do not take away.
      ratio: by CPU, against the last line of the same product.
      bytes: allocated on the heap by one product.

      """;

  private static final String LINE = "%-26s  %-36s  %7s  %14s  %6s  %5s  %7s%n";

  private final StringBuilder text = new StringBuilder(HEADER);

  ComparisonTable() {
    addLine("product", "contestant", "GFLOP/s", "least to most", "by CPU", "ratio", "bytes");
  }

  /** The last of the measurements is what the others are held against. */
  void add(List<MeasuredProduct> measured) {
    double baseline = measured.get(measured.size() - 1).medianByCpu();
    for (MeasuredProduct product : measured) {
      addLine(
          product.shape(),
          product.name(),
          number("%.1f", product.median()),
          number("%.1f", product.least()) + " to " + number("%.1f", product.most()),
          number("%.1f", product.medianByCpu()),
          number("%.2f", product.medianByCpu() / baseline),
          number("%.0f", product.bytes()));
    }
  }

  private void addLine(Object... cells) {
    text.append(LINE.formatted(cells));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
