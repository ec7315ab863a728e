package org.sparkgrad.train;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** What tells the identity of a checkpoint from that of the cell that is to go on from it. */
public final class IdentityDifference {
  private static final String NOTHING = "nothing";

  private IdentityDifference() {}

  /**
   * The parts that differ, such as {@code learning-rate: recorded 0.01, given 0.5}.
   *
   * @param recorded words of the form {@code name=value}
   * @param given likewise
   */
  public static String of(String recorded, String given) {
    Map<String, String> before = parts(recorded);
    Map<String, String> now = parts(given);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    StringJoiner differences = new StringJoiner("; ");
    for (String name : names) {
      String old = before.getOrDefault(name, NOTHING);
      String other = now.getOrDefault(name, NOTHING);
      if (!old.equals(other)) {
        differences.add("%s: recorded %s, given %s".formatted(name, old, other));
      }
    }
    return differences.toString();
  }

  private static Map<String, String> parts(String identity) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String word : identity.split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        parts.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return parts;
  }
}
