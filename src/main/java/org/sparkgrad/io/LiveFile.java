package org.sparkgrad.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A file that others read while it grows, as logs are. After a kill it ends anywhere.
 *
 * <p>Failures are {@link UncheckedIOException}s that name the file.
 */
public final class LiveFile implements AutoCloseable {
  private final FSDataOutputStream out;
  private final Path path;

  LiveFile(FSDataOutputStream out, Path path) {
    this.out = out;
    this.path = path;
  }

  public void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Shows readers what there is, if the file system can; object stores show it at the end. */
  public void flush() {
    try {
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hflush();
      } else {
        out.flush();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("write %s: %s".formatted(path, Reason.of(e)), e);
  }
}
