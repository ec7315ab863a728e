package org.sparkgrad.io;

import java.io.IOException;
import java.io.OutputStream;

/** What goes into a file, written as it is made. */
@FunctionalInterface
public interface FileContent {
  /**
   * Writes all of it.
   *
   * @param out left open
   */
  void writeTo(OutputStream out) throws IOException;
}
