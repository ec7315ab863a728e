package org.sparkgrad.io;

import java.util.function.Supplier;

/**
 * Bad or missing data. The message says what was attempted, what was expected, what was found and
 * where; the command line turns it into exit code 3.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Runs Spark jobs. If a task fails by bad data, that is thrown in place of Spark's own exception,
   * whose message is the executor's stack trace.
   */
  public static <T> T unwrapped(Supplier<T> jobs) {
    try {
      return jobs.get();
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof DataException ofTask) {
          throw ofTask;
        }
      }
      throw e;
    }
  }

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
