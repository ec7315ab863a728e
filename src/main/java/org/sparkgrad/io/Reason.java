package org.sparkgrad.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/** Words for what made an operation fail. */
public final class Reason {
  private Reason() {}

  /**
   * The message of a failure, if it tells what is wrong. Most subclasses of {@link IOException}
   * carry no more than a path in theirs, so their name goes before it.
   */
  public static String of(Throwable failure) {
    boolean telling =
        failure.getClass() == IOException.class || failure instanceof FileNotFoundException;
    return telling && failure.getMessage() != null ? failure.getMessage() : named(failure);
  }

  private static String named(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return Optional.ofNullable(failure.getMessage())
        .map(message -> name + ": " + message)
        .orElse(name);
  }
}
