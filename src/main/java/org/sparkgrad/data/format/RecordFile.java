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
import org.sparkgrad.data.RowRange;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Reason;

/**
 * One file of CIFAR-10 records: where it is, which rows of the data set it holds and when it was
 * written.
 */
public final class RecordFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int firstRow;
  private final int rows;
  private final long modified;

  /**
   * @param modified when it was last written, in milliseconds since 1970
   */
  public RecordFile(String path, int firstRow, int rows, long modified) {
    this.path = path;
    this.firstRow = firstRow;
    this.rows = rows;
    this.modified = modified;
  }

  public String path() {
    return path;
  }

  public RowRange range() {
    return new RowRange(firstRow, firstRow + rows);
  }

  private long bytes() {
    return rows * (long) Cifar10Layout.RECORD_BYTES;
  }

  public long modified() {
    return modified;
  }

  /** The place of a row's record, in bytes from the start of the file. */
  public long position(int row) {
    return (row - firstRow) * (long) Cifar10Layout.RECORD_BYTES;
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
    if (found.getLen() != bytes() || found.getModificationTime() != modified) {
      throw new DataException(
          ("read data: expected %s as it was when the run began, %d bytes of %s, found %d bytes of"
                  + " %s: it was changed in between")
              .formatted(
                  path,
                  bytes(),
                  Instant.ofEpochMilli(modified),
                  found.getLen(),
                  Instant.ofEpochMilli(found.getModificationTime())));
    }
  }
}
