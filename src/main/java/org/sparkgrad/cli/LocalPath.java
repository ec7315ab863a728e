package org.sparkgrad.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Places that can be on the local disk alone. */
final class LocalPath {
  /** A path has its double slash no longer. */
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

  private LocalPath() {}

  /**
   * Checks that a path was not meant as a URI, which would name a folder such as {@code s3a:}.
   *
   * @param path null if none is given, which is another problem
   */
  static void check(String label, Path path, Problems problems) {
    problems.require(
        path == null || !URI.matcher(path.toString()).matches(),
        "%s: expected a path on the local disk, found a URI, %s".formatted(label, path));
  }
}
