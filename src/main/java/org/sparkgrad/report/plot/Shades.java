package org.sparkgrad.report.plot;

import java.awt.Color;

/** Shades of one hue, from light to dark, and the colour of text on each. */
final class Shades {
  /** Light to dark blue: lightness falls evenly. */
  private static final int[] STOPS = {
    0xF1F6FB, 0xCFE1F2, 0x9CC5E4, 0x5F9FD0, 0x2C74B3, 0x0B4A8B, 0x062B57
  };

  private static final Color NONE = new Color(0xB8BEC5);
  static final Color ON_LIGHT = new Color(0x101418);
  static final Color ON_DARK = new Color(0xFCFCFC);

  private Shades() {}

  /** The shade of a share from 0 to 1; grey for NaN. */
  static Color of(double share) {
    if (Double.isNaN(share)) {
      return NONE;
    }
    double place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
    int stop = Math.min(STOPS.length - 2, (int) place);
    double rest = place - stop;
    Color from = new Color(STOPS[stop]);
    Color to = new Color(STOPS[stop + 1]);
    return new Color(
        between(from.getRed(), to.getRed(), rest),
        between(from.getGreen(), to.getGreen(), rest),
        between(from.getBlue(), to.getBlue(), rest));
  }

  private static int between(int from, int to, double rest) {
    return (int) Math.round(from + (to - from) * rest);
  }

  /** Black or white, whichever is the easier to read on a shade. */
  static Color textOn(Color shade) {
    return luminance(shade) > 0.18 ? ON_LIGHT : ON_DARK;
  }

  /** Relative luminance as in WCAG 2. */
  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
