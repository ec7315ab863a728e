package org.sparkgrad.data.format;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * One file of a data set: where it is, how long it is and when it was written.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class DataFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String name;
  private final long bytes;
  private final long modified;

  /**
   * @param path a URI of any Hadoop file system
   * @param name what the fingerprint of the data set calls it: its path from the data set's
   *     directory on
   * @param modified when it was last written, in milliseconds since 1970
   */
  public DataFile(String path, String name, long bytes, long modified) {
    this.path = path;
    this.name = name;
    this.bytes = bytes;
    this.modified = modified;
  }

  public String path() {
    return path;
  }

  public String name() {
    return name;
  }

  public long bytes() {
    return bytes;
  }

  /** Something that is read from a stream over the file. */
  @FunctionalInterface
  interface Content<T> {
    T of(FSDataInputStream in) throws IOException;
  }

  /**
   * Reads from the file. It must be the same as when the directory was looked through, before and
   * after, so that rows and fingerprint are of one content however often they are read.
   *
   * @throws DataException if it cannot be read or has changed
   */
  <T> T read(Configuration hadoop, Content<T> content) {
    Path place = new Path(path);
    try {
      FileSystem fileSystem = place.getFileSystem(hadoop);
      requireUnchanged(fileSystem.getFileStatus(place));
      try (FSDataInputStream in = fileSystem.open(place)) {
        T read = content.of(in);
        requireUnchanged(fileSystem.getFileStatus(place));
        return read;
      }
    } catch (FileNotFoundException e) {
      throw new DataException(
          ("read data: expected %s to be there for every worker, found nothing; on a cluster,"
                  + " data lie where all workers reach them under one name")
              .formatted(path),
          e);
    } catch (IOException e) {
      throw new DataException("read data: %s: %s".formatted(path, Reason.of(e)), e);
    }
  }

  private void requireUnchanged(FileStatus found) {
    if (found.getLen() != bytes || found.getModificationTime() != modified) {
      throw new DataException(
          ("read data: expected %s as it was when the run began, %d bytes of %s, found %d bytes of"
                  + " %s: it was changed in between")
              .formatted(
                  path,
                  bytes,
                  Instant.ofEpochMilli(modified),
                  found.getLen(),
                  Instant.ofEpochMilli(found.getModificationTime())));
    }
  }
}
