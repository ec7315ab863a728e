package org.sparkgrad.cli;

import java.util.regex.Pattern;

/** What is quoted may be anybody's, and must not give orders to a terminal. */
final class Printable {
  /**
   * All of Unicode's but the tab: those of ASCII, and those that begin a sequence by themselves.
   */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9F}&&[^\t]]");

  private Printable() {}

  /** The text with each character that controls a terminal as Java would write it. */
  static String of(String text) {
    return CONTROL
        .matcher(text)
        .replaceAll(found -> "\\\\u%04X".formatted((int) found.group().charAt(0)));
  }
}
