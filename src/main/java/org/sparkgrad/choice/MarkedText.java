package org.sparkgrad.choice;

/**
 * Reader of a feature string, or of a network's description, from left to right: words between
 * marks. Blanks around words are ignored. Errors name the character, counting from 1.
 */
public final class MarkedText {
  private static final String MARKS = "+|:(),=";

  private final String text;
  private int at;

  public MarkedText(String text) {
    this.text = text;
  }

  /**
   * A word, which may be empty.
   *
   * @param place of its first character
   */
  public record Word(String text, int place) {}

  /** Reads up to the next mark or the end. */
  public Word word() {
    skipBlanks();
    int start = at;
    while (at < text.length() && MARKS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return new Word(text.substring(start, at).strip(), start + 1);
  }

  /** Reads a mark if it comes next. */
  public boolean take(char mark) {
    skipBlanks();
    boolean taken = at < text.length() && text.charAt(at) == mark;
    at += taken ? 1 : 0;
    return taken;
  }

  public void require(char mark, String expected) {
    if (!take(mark)) {
      throw unexpected(expected);
    }
  }

  public void requireEnd(String expected) {
    skipBlanks();
    if (at < text.length()) {
      throw unexpected(expected);
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    return error("expected %s, found %s".formatted(expected, found), at + 1);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** An error that a word is not the expected one. */
  public IllegalArgumentException error(String expected, Word found) {
    return error("expected %s, found '%s'".formatted(expected, found.text()), found.place());
  }

  /** An error at a place. */
  public IllegalArgumentException error(String problem, int place) {
    return new IllegalArgumentException(
        "%s at character %d of '%s'".formatted(problem, place, text));
  }
}
