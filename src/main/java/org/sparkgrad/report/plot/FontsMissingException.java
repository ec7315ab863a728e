package org.sparkgrad.report.plot;

/** Java finds no fonts on this machine, so nothing with text can be drawn. */
public final class FontsMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FontsMissingException(Throwable cause) {
    super(
        "draw plots: expected a font that Java can use, found none: install fontconfig and a font, such as"
            + " Debian's packages fontconfig and fonts-dejavu-core",
        cause);
  }
}
