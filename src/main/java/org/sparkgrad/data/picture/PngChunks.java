package org.sparkgrad.data.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG file: each is a length, a kind, so many bytes, and the CRC-32 of kind and
 * bytes, which Java's reader does not check. Source: W3C, "Portable Network Graphics (PNG)
 * Specification", section 5.3.
 */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int FRAME = 12;
  private static final String END = "IEND";

  /** What a picture is made of. Others, such as texts, may be packed so that they fill memory. */
  private static final Set<String> ESSENTIAL = Set.of("IHDR", "PLTE", "tRNS", "IDAT", END);

  private PngChunks() {}

  /**
   * The file without what is not of the picture.
   *
   * @throws IOException if a chunk is missing, cut off, or not as it was written
   */
  static byte[] essential(byte[] file) throws IOException {
    ByteBuffer png = ByteBuffer.wrap(file);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
    kept.write(file, 0, SIGNATURE);
    int start = SIGNATURE;
    String kind = "";
    while (!kind.equals(END)) {
      int length = file.length - start < FRAME ? -1 : png.getInt(start);
      if (length < 0 || length > file.length - start - FRAME) {
        throw new IOException("it ends too early");
      }
      kind = new String(file, start + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
      CRC32 sum = new CRC32();
      sum.update(file, start + Integer.BYTES, length + Integer.BYTES);
      if (png.getInt(start + length + 2 * Integer.BYTES) != (int) sum.getValue()) {
        throw new IOException("a checksum does not fit");
      }
      if (ESSENTIAL.contains(kind)) {
        kept.write(file, start, length + FRAME);
      }
      start += length + FRAME;
    }
    return kept.toByteArray();
  }
}
