package org.sparkgrad.cli;

/** Wrong usage: options or keys that make no sense; exit code 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
