package org.sparkgrad.io;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that may be replaced if it is one that this software has made, which it is known by a
 * file in it.
 */
public final class OwnedDirectory {
  private final Directory directory;
  private final String kind;
  private final String mark;
  private final Set<String> asEmpty;

  /**
   * @param kind what is to be replaced, for the message
   * @param mark the file that it is known by
   * @param asEmpty names of files beside which a directory counts as empty
   */
  public OwnedDirectory(Directory directory, String kind, String mark, String... asEmpty) {
    this.directory = directory;
    this.kind = kind;
    this.mark = mark;
    this.asEmpty = Set.of(asEmpty);
  }

  public boolean exists() {
    return directory.exists();
  }

  /**
   * Why it must not be replaced; empty if it may: it does not exist, is empty, or has the mark, and
   * is neither the root of the file system nor any of the precious places nor above one of them.
   *
   * @param precious URIs that must stay, each after what it is
   */
  public Optional<String> objection(Map<String, Directory> precious) {
    if (!directory.exists()) {
      return Optional.empty();
    }
    if (directory.path().isRoot()) {
      return Optional.of(expected("the root of the file system"));
    }
    for (Map.Entry<String, Directory> each : precious.entrySet()) {
      if (directory.isOrHolds(each.getValue().resolved())) {
        return Optional.of(expected("one that is or holds " + each.getKey()));
      }
    }
    boolean replaceable = directory.holds(mark) || asEmpty.containsAll(directory.list());
    return replaceable
        ? Optional.empty()
        : Optional.of(expected("something else, without a " + mark));
  }

  private String expected(String found) {
    return "expected a %s to replace, found %s: %s".formatted(kind, directory, found);
  }
}
