package org.sparkgrad.io;

import java.util.Optional;

/** Names of what is hidden beside a file or directory NAME: {@code .NAME} and a suffix. */
final class HiddenName {
  private HiddenName() {}

  static String of(String name, String suffix) {
    return "." + name + suffix;
  }

  /** The name beside which one with this suffix would be; empty if beside none. */
  static Optional<String> original(String hidden, String suffix) {
    boolean matches =
        hidden.startsWith(".") && hidden.endsWith(suffix) && hidden.length() > suffix.length() + 1;
    return matches
        ? Optional.of(hidden.substring(1, hidden.length() - suffix.length()))
            .filter(name -> !name.equals(".") && !name.equals(".."))
        : Optional.empty();
  }
}
