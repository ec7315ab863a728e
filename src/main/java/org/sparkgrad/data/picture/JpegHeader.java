package org.sparkgrad.data.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the segments of a JPEG file before the picture itself say of its colours.
 *
 * @param components samples of a pixel; 0 if it is not said
 * @param byAdobe whether there is the segment that Adobe's programs write
 * @param transform how this says that colours are stored: 0 as they are, 1 and 2 as luma and colour
 *     differences
 */
record JpegHeader(int components, boolean byAdobe, int transform) {
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
  private static final int ADOBE_SEGMENT = 0xEE;
  private static final int TRANSFORM_AT = 11;
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int COMPONENTS_AT = 5;
  private static final int SCAN = 0xDA;
  private static final int SEGMENT_HEADER = 4;

  /** Each segment is a mark, its kind and its length, which counts itself. */
  static JpegHeader of(byte[] jpeg) {
    JpegHeader found = new JpegHeader(0, false, 0);
    int at = 2;
    while (at + SEGMENT_HEADER < jpeg.length && unsigned(jpeg, at + 1) != SCAN) {
      int length = unsigned(jpeg, at + 2) << Byte.SIZE | unsigned(jpeg, at + 3);
      int kind = unsigned(jpeg, at + 1);
      found = found.with(kind, jpeg, at + SEGMENT_HEADER);
      at += 2 + Math.max(2, length);
    }
    return found;
  }

  private JpegHeader with(int kind, byte[] jpeg, int start) {
    if (isFrame(kind) && start + COMPONENTS_AT < jpeg.length) {
      return new JpegHeader(unsigned(jpeg, start + COMPONENTS_AT), byAdobe, transform);
    }
    boolean adobe =
        kind == ADOBE_SEGMENT
            && start + TRANSFORM_AT < jpeg.length
            && Arrays.equals(ADOBE, Arrays.copyOfRange(jpeg, start, start + ADOBE.length));
    return adobe ? new JpegHeader(components, true, unsigned(jpeg, start + TRANSFORM_AT)) : this;
  }

  /** Three kinds between them are tables and extensions. */
  private static boolean isFrame(int kind) {
    boolean inRange = kind >= FIRST_FRAME && kind <= LAST_FRAME;
    return inRange && (kind == FIRST_FRAME || kind % 4 != 0);
  }

  private static int unsigned(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }
}
