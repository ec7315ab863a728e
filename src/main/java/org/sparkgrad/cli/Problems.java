package org.sparkgrad.cli;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects what is wrong with a call, so that all of it is reported at once. */
final class Problems {
  /** A message on one option or several. */
  private static final Pattern OF_OPTIONS =
      Pattern.compile("(--[a-z0-9-]+(?: and --[a-z0-9-]+)*)(: .*)");

  private final Set<String> messages = new LinkedHashSet<>();
  private final Map<String, String> places = new HashMap<>();

  /**
   * Lets {@link #located} know where the value of an option such as {@code --seed} stands, unless
   * it knows already.
   */
  void locate(String option, String place) {
    places.putIfAbsent(option, place);
  }

  void add(String message) {
    messages.add(message);
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** A message that, if it is on an option whose value was not typed, says where it stands. */
  String located(String message) {
    Matcher matcher = OF_OPTIONS.matcher(message);
    if (!matcher.matches()) {
      return message;
    }
    String options = matcher.group(1);
    for (String option : options.split(" and ")) {
      if (places.containsKey(option)) {
        String keys = options.replaceAll("(^| )--", "$1");
        return places.get(option) + ": " + keys + matcher.group(2);
      }
    }
    return message;
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
