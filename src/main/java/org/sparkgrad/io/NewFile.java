package org.sparkgrad.io;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Makes a local file, unless there is one of its name, with all that it holds: another process sees
 * none of it or all. Hadoop's local file system looks first and creates then.
 */
final class NewFile {
  private NewFile() {}

  /**
   * @return whether this call has made it
   */
  static boolean write(Path file, byte[] bytes) throws IOException {
    Path whole = file.resolveSibling("." + file.getFileName() + "-" + UUID.randomUUID());
    try {
      Files.write(whole, bytes, StandardOpenOption.CREATE_NEW);
      Files.createLink(file, whole);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return writeWithoutLinks(file, bytes);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  /** On a file system that has no links, another process may see what is not yet written. */
  private static boolean writeWithoutLinks(Path file, byte[] bytes) throws IOException {
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
