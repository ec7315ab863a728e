package org.sparkgrad.cli;

import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with a call, so that all of it is reported at once. */
final class Problems {
  private final Set<String> messages = new LinkedHashSet<>();

  void add(String message) {
    messages.add(message);
  }

  /** Adds a problem unless {@code condition} holds. */
  void require(boolean condition, String message) {
    if (!condition) {
      add(message);
    }
  }

  /**
   * Ends the call where anything is wrong.
   *
   * @throws UsageException with all messages, one a line
   */
  void throwIfAny() {
    if (!messages.isEmpty()) {
      throw new UsageException(String.join("\n", messages));
    }
  }
}
