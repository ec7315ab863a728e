package org.sparkgrad.report.templates;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into a picture if Java finds fonts, as it may not on a server; or else nothing. */
final class Lettering {
  private static final Logger LOG = LoggerFactory.getLogger(Lettering.class);
  private static final int SIZE = 12;
  private static final String ELLIPSIS = "...";

  /** The part of a shortened text that is its end is one of so many. */
  private static final int ENDS = 3;

  private final Graphics2D graphics;
  private final FontMetrics metrics;

  Lettering(Graphics2D graphics) {
    this.graphics = graphics;
    metrics = metrics(graphics);
  }

  /** Without fonts, Java throws errors of several kinds. */
  private static FontMetrics metrics(Graphics2D graphics) {
    try {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, SIZE));
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      FontMetrics metrics = graphics.getFontMetrics();
      metrics.stringWidth(ELLIPSIS);
      return metrics;
    } catch (RuntimeException | LinkageError | InternalError e) {
      LOG.warn("draw text: expected fonts, found none ({}): the picture has no text", e.toString());
      return null;
    }
  }

  /**
   * Writes a line, shortened to what there is room for.
   *
   * @param y of the line that the letters stand on
   */
  void write(String text, int x, int y, int width) {
    if (metrics != null) {
      graphics.drawString(fitting(text, width), x, y);
    }
  }

  /** Of a long text the middle is left out: names that begin alike are told apart by their ends. */
  private String fitting(String text, int width) {
    // No letter is narrower than a pixel.
    int most = Math.min(text.length(), width);
    if (most == text.length() && metrics.stringWidth(text) <= width) {
      return text;
    }
    int kept = most - 1;
    while (kept > 0 && metrics.stringWidth(shortened(text, kept)) > width) {
      kept--;
    }
    return shortened(text, Math.max(0, kept));
  }

  private static String shortened(String text, int kept) {
    int end = kept / ENDS;
    return text.substring(0, kept - end) + ELLIPSIS + text.substring(text.length() - end);
  }
}
