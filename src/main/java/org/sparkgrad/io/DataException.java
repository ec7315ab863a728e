package org.sparkgrad.io;

/**
 * Bad or missing data. The message says what was attempted, what was expected, what was found and
 * where; the command line turns it into exit code 3.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DataException(String message) {
    super(message);
  }

  public DataException(String message, Throwable cause) {
    super(message, cause);
  }
}
