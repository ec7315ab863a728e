package org.sparkgrad.report.plot;

/** Text as a plot has room for. */
final class Words {
  private static final int MOST = 18;
  private static final int END = 6;

  private Words() {}

  /**
   * A name in one short line, without what no file of XML may hold. Of a long one the middle is
   * left out, as names that begin alike are told apart by their ends.
   */
  static String label(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= MOST) {
      return cut(text, MOST);
    }
    int end = text.offsetByCodePoints(text.length(), -END);
    return cut(text, MOST - END) + cut(text.substring(end), END);
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
