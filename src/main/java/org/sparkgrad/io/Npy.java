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
  private static final int LONGEST_HEADER = 0xFFFF;

  /** As many dimensions as NumPy 1 has at most; lengths that a long holds. */
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f4', 'fortran_order': False,"
              + " 'shape': \\((|[0-9]{1,18},|[0-9]{1,18}(?:, [0-9]{1,18}){1,31})\\), \\}\\s*");

  private static final int SHOWN = 200;

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
      byte[] header = new byte[bytes.getShort() & LONGEST_HEADER];
      bytes.get(header);
      List<Integer> shape = shape(new String(header, StandardCharsets.US_ASCII));
      long size = bytes(shape);
      if (bytes.remaining() != size) {
        throw new IllegalArgumentException(
            "expected %d bytes of values for shape %s, found %d"
                .formatted(size, shape, bytes.remaining()));
      }
      float[] values = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(values);
      return new Npy(shape, values);
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the file ends within its header", e);
    }
  }

  /**
   * The most bytes that a file of an array of this shape has.
   *
   * @throws IllegalArgumentException if these are more than a long holds
   */
  public static long mostBytes(List<Integer> shape) {
    return Math.addExact(MAGIC.length + Short.BYTES + LONGEST_HEADER, bytes(shape));
  }

  private static long bytes(List<Integer> shape) {
    long size = Float.BYTES;
    try {
      for (int length : shape) {
        size = Math.multiplyExact(size, length);
      }
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "expected fewer than 2^63 bytes of values, found shape " + shape, e);
    }
    return size;
  }

  private static List<Integer> shape(String header) {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a little-endian float32 array in C order, found header " + shown(header));
    }
    return Arrays.stream(matcher.group(1).split(",", -1))
        .map(String::strip)
        .filter(length -> !length.isEmpty())
        .map(Npy::length)
        .toList();
  }

  private static int length(String digits) {
    long length = Long.parseLong(digits);
    if (length > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "expected dimensions of at most %d values, found one of %d"
              .formatted(Integer.MAX_VALUE, length));
    }
    return (int) length;
  }

  private static String shown(String header) {
    String stripped = header.strip();
    return stripped.length() <= SHOWN ? stripped : stripped.substring(0, SHOWN) + "...";
  }
}
