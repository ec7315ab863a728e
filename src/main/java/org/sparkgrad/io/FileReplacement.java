package org.sparkgrad.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Replacing a file by new content so that after a kill at any moment the old or the new is there,
 * whole.
 *
 * <p>The new is written beside the old as {@code .NAME.partial}. On a local disk and on HDFS it
 * then takes the old one's place in one step. Elsewhere, as on object stores, a rename may be a
 * copy that is cut off: there, a mark is written last, {@code .NAME.written}, as long as which the
 * new is read from where it was written and its move is made again by whoever writes next.
 */
final class FileReplacement {
  private static final String HDFS = "hdfs";
  private static final String NEXT = ".partial";
  private static final String MARK = ".written";
  private static final String CHECKSUM = ".crc";

  private final FileSystem fileSystem;
  private final Path file;
  private final Path next;
  private final Path mark;

  FileReplacement(FileSystem fileSystem, Path file) {
    this.fileSystem = fileSystem;
    this.file = file;
    next = ChildPath.of(file.getParent(), HiddenName.of(file.getName(), NEXT));
    mark = ChildPath.of(file.getParent(), HiddenName.of(file.getName(), MARK));
  }

  /** Whether a rename is one step, which a kill comes before or after. */
  static boolean renamesAtomically(FileSystem fileSystem) {
    return fileSystem instanceof RawLocalFileSystem || isHdfs(fileSystem);
  }

  private static boolean isHdfs(FileSystem fileSystem) {
    return HDFS.equals(fileSystem.getUri().getScheme());
  }

  /** The name of the file whose mark has this one; empty if it is none's. */
  static Optional<String> nameOfMarked(String name) {
    return HiddenName.original(name, MARK);
  }

  /** The name of the file beside which this is written, or was; empty if beside none. */
  static Optional<String> nameOfFileBeside(String name) {
    return Stream.of(NEXT, MARK, CHECKSUM)
        .flatMap(suffix -> HiddenName.original(name, suffix).stream())
        .findFirst();
  }

  void write(FileContent content) throws IOException {
    finish();
    requireNoDirectory();
    writeNext(content);
    if (fileSystem instanceof RawLocalFileSystem) {
      fileSystem.delete(staleChecksum(), false);
      rename();
    } else if (isHdfs(fileSystem)) {
      FileContext.getFileContext(file.toUri(), fileSystem.getConf())
          .rename(next, file, Rename.OVERWRITE);
    } else {
      writeMark();
      finish();
    }
  }

  /** Hadoop's local file system would move the new file into it, and say that all is well. */
  private void requireNoDirectory() throws IOException {
    if (fileSystem.exists(file) && fileSystem.getFileStatus(file).isDirectory()) {
      throw new IOException("expected a file, found a directory");
    }
  }

  /**
   * What could not be written to its end must not go on filling the disk. What was is on the disk
   * before it has its name: else, after a power cut, it may be an empty file.
   */
  private void writeNext(FileContent content) throws IOException {
    try (FSDataOutputStream out = fileSystem.create(next, true)) {
      content.writeTo(out);
      if (renamesAtomically(fileSystem)) {
        out.hsync();
      }
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
    return ChildPath.of(file.getParent(), HiddenName.of(file.getName(), CHECKSUM));
  }

  private void writeMark() throws IOException {
    try (OutputStream out = fileSystem.create(mark, true)) {
      out.write(MARK.getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Moves what was written whole to its place, if a kill came before the end of that. */
  void finish() throws IOException {
    if (renamesAtomically(fileSystem) || !fileSystem.exists(mark)) {
      return;
    }
    if (isMarked() && fileSystem.exists(next)) {
      fileSystem.delete(file, false);
      rename();
    }
    fileSystem.delete(mark, false);
  }

  /** A mark that was not written to its end marks nothing. */
  private boolean isMarked() throws IOException {
    return !renamesAtomically(fileSystem)
        && fileSystem.exists(mark)
        && fileSystem.getFileStatus(mark).getLen() == MARK.length();
  }

  private void rename() throws IOException {
    if (!fileSystem.rename(next, file)) {
      throw new IOException("the file system refused to rename %s to %s".formatted(next, file));
    }
  }

  void delete() throws IOException {
    fileSystem.delete(file, false);
    if (isMarked()) {
      fileSystem.delete(next, false);
      fileSystem.delete(mark, false);
    }
  }

  /** Where its content is. */
  private Path place() throws IOException {
    return isMarked() && fileSystem.exists(next) ? next : file;
  }

  boolean exists() throws IOException {
    return fileSystem.exists(place());
  }

  /**
   * Its bytes, or the first of them.
   *
   * @param most to be read: a device has no end
   */
  byte[] read(int most) throws IOException {
    try (FSDataInputStream in = fileSystem.open(place())) {
      return in.readNBytes(most);
    }
  }
}
