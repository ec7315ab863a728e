package org.sparkgrad.data.format;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.DataException;

/**
 * An IDX file of unsigned bytes: a magic number, which is two zeros, 8 for bytes and how many
 * dimensions there are; the length of each dimension as a big-endian integer of 32 bits; then the
 * items.
 *
 * @param gzipped whether it is packed
 * @param dimensions {@link #LABELS} or {@link #IMAGES}
 * @param count of items: labels, or grey images
 * @param height of an image; 1 for labels
 * @param width of an image; 1 for labels
 */
record IdxFile(DataFile file, boolean gzipped, int dimensions, int count, int height, int width)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many dimensions a file of labels has. */
  static final int LABELS = 1;

  /** How many a file of grey images has: images, rows, columns. */
  static final int IMAGES = 3;

  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int GZIP_FIRST = 0x1F;
  private static final int GZIP_SECOND = 0x8B;
  private static final int BUFFER = 1 << 16;

  /** DEFLATE makes at most so many bytes of one: a match of 258 bytes takes two bits at least. */
  private static final int MOST_INFLATED = 1032;

  /**
   * Reads the header of a file and compares the length of the rest with it.
   *
   * @return empty with the problem noted if it is no such file
   */
  static Optional<IdxFile> open(DirectoryScan scan, FolderEntry entry, int dimensions) {
    DataFile file = scan.dataFile(entry);
    try {
      return Optional.of(file.read(scan.hadoop(), in -> open(file, in, dimensions)));
    } catch (DataException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      scan.problem(entry.name(), cause.getMessage());
      return Optional.empty();
    }
  }

  private static IdxFile open(DataFile file, FSDataInputStream in, int dimensions)
      throws IOException {
    boolean gzipped = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
    in.seek(0);
    try {
      DataInputStream data = new DataInputStream(unpacked(in, gzipped));
      IdxFile found = header(file, gzipped, data, dimensions);
      found.requireLimits();
      found.requireLength(data);
      return found;
    } catch (EOFException e) {
      throw new IOException("expected a whole IDX file, found one that ends too early", e);
    } catch (ZipException e) {
      throw new IOException("expected a whole file of gzip, found a damaged one", e);
    }
  }

  private static InputStream unpacked(FSDataInputStream in, boolean gzipped) throws IOException {
    return gzipped ? new GZIPInputStream(in, BUFFER) : new BufferedInputStream(in, BUFFER);
  }

  private static IdxFile header(
      DataFile file, boolean gzipped, DataInputStream data, int dimensions) throws IOException {
    int magic = data.readInt();
    if (magic != (UNSIGNED_BYTES | dimensions)) {
      throw new IOException(
          "expected the magic number 0x%08x, of unsigned bytes in %d dimension%s, found 0x%08x"
              .formatted(
                  UNSIGNED_BYTES | dimensions, dimensions, dimensions == 1 ? "" : "s", magic));
    }
    int count = data.readInt();
    int height = dimensions == IMAGES ? data.readInt() : 1;
    int width = dimensions == IMAGES ? data.readInt() : 1;
    if (count < 1 || height < 1 || width < 1 || (long) height * width > Integer.MAX_VALUE) {
      throw new IOException(
          "expected a header that counts at least one item, found %d of %d x %d bytes"
              .formatted(count, height, width));
    }
    return new IdxFile(file, gzipped, dimensions, count, height, width);
  }

  /** What the header claims, before anything is read for it. */
  private void requireLimits() throws IOException {
    if (itemBytes() > DataShape.MOST_VALUES) {
      throw new IOException(
          "expected a header of items of at most %,d bytes, found %d of %d x %d"
              .formatted(DataShape.MOST_VALUES, count, height, width));
    }
    if (gzipped && itemsBytes() / MOST_INFLATED > file.bytes()) {
      throw new IOException(
          "expected a header of as many bytes as %,d packed ones can be, found one that counts %,d items of %d bytes"
              .formatted(file.bytes(), count, itemBytes()));
    }
  }

  /** A packed file is read to its end, or one byte further than its items reach. */
  private void requireLength(InputStream rest) throws IOException {
    long expected = itemsBytes();
    long found = gzipped ? length(rest, expected) : file.bytes() - start();
    if (found != expected) {
      throw new IOException(
          "expected %,d bytes after the header, which counts %,d items of %d bytes, found %s"
              .formatted(
                  expected,
                  count,
                  itemBytes(),
                  gzipped && found > expected ? "more" : "%,d".formatted(found)));
    }
  }

  /** How many bytes follow; of more than are expected, one is read. */
  private static long length(InputStream in, long expected) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    while (length <= expected) {
      int count = in.read(buffer, 0, (int) Math.min(BUFFER, expected + 1 - length));
      if (count < 0) {
        return length;
      }
      length += count;
    }
    return length;
  }

  private int itemBytes() {
    return height * width;
  }

  private long itemsBytes() {
    return (long) count * itemBytes();
  }

  private int start() {
    return Integer.BYTES * (1 + dimensions);
  }

  ImageShape image() {
    return new ImageShape(1, height, width);
  }

  /**
   * Reads some of its items.
   *
   * @throws DataException if they cannot be read
   */
  byte[] read(Configuration hadoop, RowRange items) {
    byte[] bytes = new byte[Math.multiplyExact(items.size(), itemBytes())];
    long from = start() + (long) items.start() * itemBytes();
    return file.read(
        hadoop,
        in -> {
          if (gzipped) {
            InputStream unpacked = unpacked(in, true);
            unpacked.skipNBytes(from);
            new DataInputStream(unpacked).readFully(bytes);
          } else {
            in.seek(from);
            in.readFully(bytes);
          }
          return bytes;
        });
  }

  /**
   * The largest of its bytes, 0 to 255; a piece of the file is held at a time.
   *
   * @throws DataException if they cannot be read
   */
  int highest(Configuration hadoop) {
    return file.read(
        hadoop,
        in -> {
          InputStream items = unpacked(in, gzipped);
          items.skipNBytes(start());
          byte[] buffer = new byte[BUFFER];
          int highest = 0;
          for (int count = items.read(buffer); count >= 0; count = items.read(buffer)) {
            for (int k = 0; k < count; k++) {
              highest = Math.max(highest, buffer[k] & 0xFF);
            }
          }
          return highest;
        });
  }
}
