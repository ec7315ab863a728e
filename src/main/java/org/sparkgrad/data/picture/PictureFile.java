package org.sparkgrad.data.picture;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkgrad.io.Reason;

/**
 * A file that is to be read as a picture.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
public final class PictureFile implements Serializable {
  /** What a task holds of a file at a time. */
  public static final long MOST_BYTES = 128L << 20;

  private static final long serialVersionUID = 1L;

  private final String uri;
  private final String shown;

  /**
   * @param uri of any Hadoop file system
   * @param shown how it is named in results
   */
  PictureFile(String uri, String shown) {
    this.uri = uri;
    this.shown = shown;
  }

  /** How it is named in results: its path, with the file system if that is not the local disk. */
  public String path() {
    return shown;
  }

  /**
   * Its bytes.
   *
   * @throws PictureException if it cannot be read or is too long
   */
  byte[] read(Configuration hadoop) throws PictureException {
    Path place = new Path(uri);
    try {
      FileSystem fileSystem = place.getFileSystem(hadoop);
      long length = fileSystem.getFileStatus(place).getLen();
      if (length > MOST_BYTES) {
        throw new PictureException(
            "expected at most %,d bytes, found %,d".formatted(MOST_BYTES, length));
      }
      if (fileSystem instanceof LocalFileSystem local && !local.pathToFile(place).isFile()) {
        throw new PictureException("expected a regular file, found one of another kind");
      }
      byte[] bytes = new byte[(int) length];
      try (FSDataInputStream in = fileSystem.open(place)) {
        in.readFully(bytes);
      }
      return bytes;
    } catch (PictureException e) {
      throw e;
    } catch (FileNotFoundException e) {
      throw new PictureException("expected a file that every worker can read, found none", e);
    } catch (IOException | RuntimeException e) {
      throw new PictureException("expected a file that can be read: " + Reason.of(e), e);
    }
  }
}
