package org.sparkgrad.cli;

import org.sparkgrad.train.FailureReason;

/** The virtual machine ran out of memory on the way; exit code 1. */
final class OutOfHeapException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An {@link OutOfMemoryError} in words. */
  OutOfHeapException(Throwable error) {
    super("out of memory: " + FailureReason.of(error), error);
  }

  /** Whether an error or one of its causes, on an executor too, is that memory ran out. */
  static boolean isBehind(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof OutOfMemoryError || isNamedIn(String.valueOf(each.getMessage()))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the message of an error, which Spark passes on as text, tells of it. */
  static boolean isNamedIn(String message) {
    return message.contains(OutOfMemoryError.class.getName());
  }
}
