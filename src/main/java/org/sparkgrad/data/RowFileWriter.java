package org.sparkgrad.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.spark.SparkEnv;
import org.sparkgrad.io.Reason;

/** Writes a {@link RowFile} row by row. To be closed, when all is written or has failed. */
final class RowFileWriter implements AutoCloseable {
  private final int size;
  private final Path path;
  private final FileChannel file;
  private final ByteBuffer bytes;
  private int rows;

  /**
   * Makes a file where Spark keeps blocks on disk.
   *
   * @param size values per row
   * @throws UncheckedIOException if it cannot be made
   */
  RowFileWriter(int size) {
    this.size = size;
    bytes = ByteBuffer.allocateDirect(size * Float.BYTES).order(ByteOrder.nativeOrder());
    try {
      path = place();
      file =
          FileChannel.open(
              path,
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new UncheckedIOException("features on disk: " + Reason.of(e), e);
    }
  }

  /** Without Spark, where temporary files are. */
  private static Path place() throws IOException {
    return SparkEnv.get() == null
        ? Files.createTempFile("rows", null)
        : SparkEnv.get().blockManager().diskBlockManager().createTempLocalBlock()._2().toPath();
  }

  /**
   * Writes the next row.
   *
   * @throws UncheckedIOException if the disk is full, for one
   */
  void add(float[] values) {
    bytes.clear();
    bytes.asFloatBuffer().put(values, 0, size);
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
    } catch (IOException e) {
      throw failed(e);
    }
    rows++;
  }

  /** All rows that were written. */
  RowFile rows() {
    try {
      return RowFile.of(file, rows, size);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException(
        "features on disk: row %d of %d values in %s: %s".formatted(rows, size, path, Reason.of(e)),
        e);
  }

  /** The file stays as long as its mapping. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
