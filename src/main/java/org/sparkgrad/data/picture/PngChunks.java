package org.sparkgrad.data.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
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
  private static final String EXIF = "eXIf";

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
      kind = kind(file, start);
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

  private static String kind(byte[] file, int start) {
    return new String(file, start + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
  }

  /**
   * What is noted in EXIF's form; empty if nothing is, or chunks are cut off before. Source: W3C,
   * "Portable Network Graphics (PNG) Specification (Third Edition)", section 11.3.2.6.
   */
  static Optional<byte[]> exif(byte[] file) {
    ByteBuffer png = ByteBuffer.wrap(file);
    int start = SIGNATURE;
    while (file.length - start >= FRAME) {
      int length = png.getInt(start);
      if (length < 0 || length > file.length - start - FRAME) {
        return Optional.empty();
      }
      int content = start + 2 * Integer.BYTES;
      if (kind(file, start).equals(EXIF)) {
        return Optional.of(Arrays.copyOfRange(file, content, content + length));
      }
      start += length + FRAME;
    }
    return Optional.empty();
  }
}
