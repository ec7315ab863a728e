package org.sparkgrad.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Replacing a file by new content so that after a kill at any moment the old or the new is there,
 * whole.
 *
 * <p>The new is written beside the old. On a local disk and on file systems with a rename of their
 * own that overwrites, such as HDFS, it then takes the old one's place in one step. Elsewhere, as
 * on object stores, the old is kept under another name until the new is in its place, and is read
 * as long as there is nothing else.
 */
final class FileReplacement {
  private static final String PREVIOUS = ".previous";

  private final FileSystem fileSystem;
  private final Path file;
  private final Path next;
  private final Path previous;

  FileReplacement(FileSystem fileSystem, Path file) {
    this.fileSystem = fileSystem;
    this.file = file;
    next = new Path(file.getParent(), "." + file.getName() + ".partial");
    previous = new Path(file.getParent(), "." + file.getName() + PREVIOUS);
  }

  /** The name of the file whose old content has this one; empty if it is none's. */
  static Optional<String> nameOfPrevious(String name) {
    return name.startsWith(".") && name.endsWith(PREVIOUS)
        ? Optional.of(name.substring(1, name.length() - PREVIOUS.length()))
        : Optional.empty();
  }

  void write(FileContent content) throws IOException {
    writeNext(content);
    if (fileSystem instanceof RawLocalFileSystem) {
      fileSystem.delete(staleChecksum(), false);
      rename(next, file);
    } else if (overwritesByRename()) {
      FileContext.getFileContext(file.toUri(), fileSystem.getConf())
          .rename(next, file, Rename.OVERWRITE);
    } else {
      writeKeepingPrevious();
    }
  }

  /** What could not be written to its end must not go on filling the disk. */
  private void writeNext(FileContent content) throws IOException {
    try (OutputStream out = fileSystem.create(next, true)) {
      content.writeTo(out);
    } catch (IOException | RuntimeException | Error e) { // Of a full disk Hadoop makes an error.
      deleteNextAfter(e);
      throw e;
    }
  }

  private void deleteNextAfter(Throwable failure) {
    try {
      fileSystem.delete(next, false);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** What Hadoop's checksummed local file system, used before, has left beside the old content. */
  private Path staleChecksum() {
    return new Path(file.getParent(), "." + file.getName() + ".crc");
  }

  /** Those that only pass on to a {@link FileSystem} delete first, then rename. */
  private boolean overwritesByRename() throws IOException {
    try {
      AbstractFileSystem own =
          FileContext.getFileContext(file.toUri(), fileSystem.getConf()).getDefaultFileSystem();
      return !(own instanceof DelegateToFileSystem);
    } catch (UnsupportedFileSystemException e) {
      return false;
    }
  }

  private void writeKeepingPrevious() throws IOException {
    if (fileSystem.exists(file)) {
      fileSystem.delete(previous, false);
      rename(file, previous);
    }
    rename(next, file);
    fileSystem.delete(previous, false);
  }

  private void rename(Path from, Path to) throws IOException {
    if (!fileSystem.rename(from, to)) {
      throw new IOException("the file system refused to rename %s to %s".formatted(from, to));
    }
  }

  boolean exists() throws IOException {
    return fileSystem.exists(file) || fileSystem.exists(previous);
  }

  /**
   * Its bytes, or the first of them.
   *
   * @param most to be read: a device has no end
   */
  byte[] read(int most) throws IOException {
    try (FSDataInputStream in = fileSystem.open(file)) {
      return in.readNBytes(most);
    } catch (FileNotFoundException e) {
      if (!fileSystem.exists(previous)) {
        throw e;
      }
    }
    try (FSDataInputStream in = fileSystem.open(previous)) {
      return in.readNBytes(most);
    }
  }
}
