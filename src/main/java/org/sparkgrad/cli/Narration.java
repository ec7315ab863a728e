package org.sparkgrad.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Says on standard error what a command is doing, unless it is to be quiet. */
final class Narration {
  private final PrintWriter err;
  private final boolean quiet;

  Narration(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
  }

  /** Writes one line, at once. */
  void say(String what, Object... values) {
    if (!quiet) {
      err.println("sparkgrad: " + String.format(Locale.ROOT, what, values));
      err.flush();
    }
  }

  /** A progress line; nobody sees that of a quiet command. */
  ProgressLine line(String task, long total) {
    return new ProgressLine(task, total, !quiet);
  }
}
