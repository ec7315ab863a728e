package org.sparkgrad.io;

import java.util.function.Predicate;

/** Which names in a directory are those of files and directories that this software writes. */
@FunctionalInterface
public interface OwnNames {
  /** Tells them from others, in a directory as it is now. */
  Predicate<String> in(Directory directory);

  /**
   * Whether a file that lies deeper in the directory, in one of those, is ours, too; unless it is
   * said, all are.
   *
   * @param path from the directory on
   */
  default boolean isOwnBelow(Directory directory, String path) {
    return true;
  }

  /** The same names in any directory. */
  static OwnNames matching(Predicate<String> names) {
    return directory -> names;
  }
}
