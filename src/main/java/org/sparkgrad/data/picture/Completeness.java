package org.sparkgrad.data.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Whether a file is there to its end, as some of Java's readers make up the rest, and what it says
 * of itself is all that its reader will make of it.
 */
final class Completeness {
  private static final int BMP_LENGTH_AT = 2;
  private static final int BMP_HEADER = 14;
  private static final int BMP_COMPRESSION_AT = 30;
  private static final int BMP_OF_JPEG = 4;
  private static final int BMP_OF_PNG = 5;

  /** Each may be of all pixels in a few bytes; programs make about ten. */
  private static final int MOST_SCANS = 100;

  private static final int JPEG_MARK = 0xFF;
  private static final int JPEG_SCAN = 0xDA;
  private static final int GIF_TRAILER = 0x3B;

  private Completeness() {}

  /**
   * The file as it is to be decoded.
   *
   * @throws IOException saying what is missing or wrong
   */
  static byte[] require(byte[] file, PictureFormat format) throws IOException {
    return switch (format) {
      case PNG -> PngChunks.essential(file);
      case GIF -> complete(file, endsWithTrailer(file));
      case BMP -> withoutAnother(complete(file, file.length >= bmpLength(file)));
      case JPEG -> withFewScans(file); // Its reader warns of the end.
    };
  }

  private static byte[] complete(byte[] file, boolean complete) throws IOException {
    if (!complete) {
      throw new IOException("it ends too early");
    }
    return file;
  }

  /** Zeros may follow. */
  private static boolean endsWithTrailer(byte[] gif) {
    int last = gif.length - 1;
    while (last > 0 && gif[last] == 0) {
      last--;
    }
    return gif[last] == GIF_TRAILER;
  }

  private static long bmpLength(byte[] bmp) {
    if (bmp.length < BMP_HEADER) {
      return BMP_HEADER;
    }
    ByteBuffer header = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
    return Integer.toUnsignedLong(header.getInt(BMP_LENGTH_AT));
  }

  /** The size of a picture in the picture would go unchecked; only printers are sent such files. */
  private static byte[] withoutAnother(byte[] bmp) throws IOException {
    if (bmp.length >= BMP_COMPRESSION_AT + Integer.BYTES) {
      int kind = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).getInt(BMP_COMPRESSION_AT);
      if (kind == BMP_OF_JPEG || kind == BMP_OF_PNG) {
        throw new IOException("it holds a JPEG or PNG file");
      }
    }
    return bmp;
  }

  /** Among compressed data a mark's first byte is followed by 0. */
  private static byte[] withFewScans(byte[] jpeg) throws IOException {
    int scans = 0;
    for (int at = 1; at < jpeg.length; at++) {
      if ((jpeg[at] & 0xFF) == JPEG_SCAN && (jpeg[at - 1] & 0xFF) == JPEG_MARK) {
        scans++;
      }
    }
    if (scans > MOST_SCANS) {
      throw new IOException("it has %d scans of at most %d".formatted(scans, MOST_SCANS));
    }
    return jpeg;
  }
}
