package org.sparkgrad.io;

import java.util.function.Predicate;

/** Which names in a directory are those of files and directories that this software writes. */
@FunctionalInterface
public interface OwnNames {
  /** Tells them from others, in a directory as it is now. */
  Predicate<String> in(Directory directory);

  /**
   * Tells our files that lie deeper in the directory, in those, from others, by their paths from it
   * on; unless it is said, all are ours.
   */
  default Predicate<String> below(Directory directory) {
    return path -> true;
  }

  /** The same names in any directory. */
  static OwnNames matching(Predicate<String> names) {
    return directory -> names;
  }
}
