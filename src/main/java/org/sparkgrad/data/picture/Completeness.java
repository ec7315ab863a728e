package org.sparkgrad.data.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Whether a file is there to its end: some of Java's readers make up the rest. */
final class Completeness {
  private static final int BMP_LENGTH_AT = 2;
  private static final int BMP_HEADER = 14;
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
      case BMP -> complete(file, file.length >= bmpLength(file));
      case JPEG -> file; // Its reader warns.
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
}
