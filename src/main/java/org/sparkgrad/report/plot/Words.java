package org.sparkgrad.report.plot;

/** Text as a plot has room for. */
final class Words {
  private static final int MOST = 18;

  private Words() {}

  /** A name in one short line, without what no file of XML may hold. */
  static String label(String text) {
    return cut(text, MOST);
  }

  /** A text without what no file of XML may hold, cut after so many characters. */
  static String cut(String text, int most) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(point -> isPrintable(point) ? point : 0xFFFD)
        .forEach(plain::appendCodePoint);
    return text.codePointCount(0, text.length()) > most ? plain + "\u2026" : plain.toString();
  }

  private static boolean isPrintable(int point) {
    return !Character.isISOControl(point)
        && Character.getType(point) != Character.SURROGATE
        && point != 0xFFFE
        && point != 0xFFFF;
  }
}
