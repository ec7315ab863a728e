package org.sparkgrad.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;

/**
 * Standard error as the user gave it. {@code submit/sparkgrad} passes what the JVM itself writes
 * through a filter, line by line; a progress line that is redrawn in place must not wait for that.
 */
final class StandardError {
  /** The number of the open file that is the user's standard error. */
  private static final String PROPERTY = "sparkgrad.stderr";

  private StandardError() {}

  /** Writes around the filter from now on, if there is one. */
  static void restore() {
    Integer number = Integer.getInteger(PROPERTY);
    if (number == null) {
      return;
    }
    try {
      Constructor<FileDescriptor> open = FileDescriptor.class.getDeclaredConstructor(int.class);
      open.setAccessible(true);
      FileOutputStream file = new FileOutputStream(open.newInstance(number));
      System.setErr(new PrintStream(file, true, StandardCharsets.UTF_8));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Java keeps its numbers of open files to itself; the filter passes on every line.
      System.err.flush();
    }
  }
}
