package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/** Says on standard error what a command is doing, unless it is to be quiet. */
final class Narration {
  /** Set by {@code submit/sparkgrad}, since Java cannot tell what standard error is. */
  private static final String TERMINAL_PROPERTY = "sparkgrad.terminal";

  private final PrintWriter err;
  private final boolean terminal;

  Narration(PrintWriter err, boolean quiet) {
    this.err = quiet ? new PrintWriter(Writer.nullWriter()) : err;
    terminal = !quiet && Boolean.getBoolean(TERMINAL_PROPERTY);
  }

  /** Writes one line, at once. */
  void say(String what, Object... values) {
    String line = "sparkgrad: " + Printable.of(String.format(Locale.ROOT, what, values));
    err.println(terminal ? ProgressLine.CLEAR + line : line);
    err.flush();
  }

  /** A progress line of some work; nobody sees that of a quiet command. */
  ProgressLine line(Meter meter) {
    return new ProgressLine(err, terminal, meter, System::nanoTime).start();
  }
}
