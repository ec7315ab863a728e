package org.sparkgrad.ml;

/** A row that cannot be used; the message says what was expected and what was found. */
final class BadRowException extends Exception {
  private static final long serialVersionUID = 1L;

  BadRowException(String message) {
    super(message);
  }
}
