package org.sparkgrad.io;

import org.apache.hadoop.fs.Path;

/**
 * The path of what is in a directory, whatever its name: in a text, Hadoop would take what is
 * before a colon for the scheme of a URI.
 */
public final class ChildPath {
  private ChildPath() {}

  /**
   * @param name or several, with slashes between them
   */
  public static Path of(Path directory, String name) {
    return new Path(directory, new Path(null, null, name));
  }
}
