package org.sparkgrad.report.plot;

import java.awt.Color;
import java.util.Optional;

/**
 * The colours of plots. Each has one meaning, so that a page can give it another shade in the dark:
 * the style sheet's variables have the names that {@link #variable} gives.
 */
final class Ink {
  static final Color PAPER = new Color(0xFFFFFF);
  static final Color TEXT = new Color(0x1F2328);
  static final Color MUTED = new Color(0x59636E);
  static final Color GRID = new Color(0xD1D9E0);

  /** Told apart by people of any colour vision, and at least 3 : 1 against white. */
  private static final int[] HUES = {
    0x0070B0, 0xD05800, 0x008458, 0xA0409C, 0x886000, 0xB4244C, 0x5854C8, 0x5C6874
  };

  private static final int LOW_BITS = 3;

  /** How many series can be told apart by the code that reads a plot again. */
  static final int MOST_SERIES = HUES.length * 64;

  private Ink() {}

  /** How many series there are before hues come again, with another dash. */
  static int hues() {
    return HUES.length;
  }

  /**
   * The colour of a series: one of a few hues, whose two low bits per channel tell which series of
   * that hue it is.
   */
  static Color series(int number) {
    int hue = HUES[number % HUES.length];
    int turn = number / HUES.length;
    int red = (hue >> 16 & ~LOW_BITS & 0xFF) | (turn >> 4 & LOW_BITS);
    int green = (hue >> 8 & ~LOW_BITS & 0xFF) | (turn >> 2 & LOW_BITS);
    int blue = (hue & ~LOW_BITS & 0xFF) | (turn & LOW_BITS);
    return new Color(red, green, blue);
  }

  /** Which series has a colour. */
  static Optional<Integer> seriesOf(Color color) {
    for (int hue = 0; hue < HUES.length; hue++) {
      if ((color.getRGB() & 0xFCFCFC) == (HUES[hue] & 0xFCFCFC)) {
        int turn =
            (color.getRed() & LOW_BITS) << 4
                | (color.getGreen() & LOW_BITS) << 2
                | (color.getBlue() & LOW_BITS);
        return Optional.of(turn * HUES.length + hue);
      }
    }
    return Optional.empty();
  }

  /** The variable of the style sheet for a colour; empty if it is the same on any page. */
  static Optional<String> variable(Color color) {
    if (color.equals(PAPER)) {
      return Optional.of("var(--paper)");
    }
    if (color.equals(TEXT)) {
      return Optional.of("var(--text)");
    }
    if (color.equals(MUTED)) {
      return Optional.of("var(--muted)");
    }
    if (color.equals(GRID)) {
      return Optional.of("var(--line)");
    }
    return seriesOf(color).map(number -> "var(--series-%d)".formatted(number % HUES.length));
  }
}
