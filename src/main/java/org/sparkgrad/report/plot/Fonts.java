package org.sparkgrad.report.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** The fonts that text is measured and drawn with. */
final class Fonts {
  static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 14);

  private Fonts() {}

  /**
   * Checks that there are any: Java finds them with the help of a library and files that bare
   * machines lack.
   *
   * @throws FontsMissingException if it finds none
   */
  static void require() {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      graphics.getFontMetrics(TEXT).stringWidth("0");
    } catch (RuntimeException | Error e) { // Of many kinds, by what is missing.
      throw new FontsMissingException(e);
    } finally {
      graphics.dispose();
    }
  }
}
