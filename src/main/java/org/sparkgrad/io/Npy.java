package org.sparkgrad.io;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NumPy's file format for little-endian float32 arrays in C order.
 *
 * <p>Version 1.0: the magic bytes, a two-byte version, the header's length, the header (a Python
 * dictionary, padded so that the data starts at a multiple of 64 bytes), the values. Source:
 * NumPy's documentation of {@code numpy.lib.format}.
 *
 * @param shape one length a dimension
 * @param values in C order
 */
public record Npy(List<Integer> shape, float[] values) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");

  /** The bytes of the file. */
  public byte[] encode() {
    StringJoiner lengths = new StringJoiner(", ");
    shape.forEach(length -> lengths.add(Integer.toString(length)));
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(lengths, shape.size() == 1 ? "," : "");
    int start = MAGIC.length + Short.BYTES + header.length() + 1;
    int padding = Math.floorMod(-start, ALIGNMENT);
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(start + padding + values.length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(MAGIC)
            .putShort((short) text.length)
            .put(text);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws IllegalArgumentException where they are not a float32 array as {@link #encode} writes
   *     it
   */
  public static Npy decode(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    try {
      byte[] magic = new byte[MAGIC.length];
      bytes.get(magic);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IllegalArgumentException("expected a NumPy file of version 1.0");
      }
      byte[] header = new byte[bytes.getShort() & 0xFFFF];
      bytes.get(header);
      List<Integer> shape = shape(new String(header, StandardCharsets.US_ASCII));
      long count = shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
      if (bytes.remaining() != count * Float.BYTES) {
        throw new IllegalArgumentException(
            "expected %d bytes of values for shape %s, found %d"
                .formatted(count * Float.BYTES, shape, bytes.remaining()));
      }
      float[] values = new float[(int) count];
      bytes.asFloatBuffer().get(values);
      return new Npy(shape, values);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the file ends within its header", e);
    }
  }

  private static List<Integer> shape(String header) {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a little-endian float32 array in C order, found header " + header.strip());
    }
    return Arrays.stream(matcher.group(1).split(",", -1))
        .map(String::strip)
        .filter(length -> !length.isEmpty())
        .map(Integer::valueOf)
        .toList();
  }
}
