package org.sparkgrad.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Protocol Buffers message as it is built, field by field. Its size is known before any of it is
 * written, and arrays are written from where they stand.
 *
 * <p>By hand, as the formats that are written here need a few kinds of fields, and the version of
 * protobuf-java that a cluster has is Spark's, or Hadoop's, to choose.
 *
 * <p>Source: Protocol Buffers, "Encoding": a field is {@code (number << 3) | wire type} as a
 * varint, then its value; wire types are 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.
 */
public final class ProtobufMessage implements FileContent {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private static final int LONGEST_VARINT = 10;
  private static final int FLOATS_AT_A_TIME = 1 << 14;

  private final List<FileContent> parts = new ArrayList<>();
  private long size;

  public ProtobufMessage varint(int field, long value) {
    key(field, VARINT);
    writeVarint(value);
    return this;
  }

  public ProtobufMessage doubleValue(int field, double value) {
    key(field, EIGHT_BYTES);
    write(littleEndian(Double.BYTES).putDouble(value).array());
    return this;
  }

  public ProtobufMessage floatValue(int field, float value) {
    key(field, FOUR_BYTES);
    write(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  public ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  public ProtobufMessage bytes(int field, byte[] value) {
    key(field, BYTES);
    writeVarint(value.length);
    write(value);
    return this;
  }

  /**
   * A field of bytes, those of float32 numbers in little-endian order.
   *
   * @param values not copied, so not to be changed
   */
  public ProtobufMessage floats(int field, float[] values) {
    return content(field, (long) values.length * Float.BYTES, out -> writeFloats(values, out));
  }

  /**
   * A message within this one.
   *
   * @param value complete: what is added to it later is lost
   */
  public ProtobufMessage message(int field, ProtobufMessage value) {
    List<FileContent> own = List.copyOf(value.parts);
    return content(field, value.size, out -> writeAll(own, out));
  }

  private ProtobufMessage content(int field, long length, FileContent content) {
    key(field, BYTES);
    writeVarint(length);
    parts.add(content);
    size += length;
    return this;
  }

  /** Length in bytes. */
  public long size() {
    return size;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    writeAll(parts, out);
  }

  private static void writeAll(List<FileContent> parts, OutputStream out) throws IOException {
    for (FileContent each : parts) {
      each.writeTo(out);
    }
  }

  private static void writeFloats(float[] values, OutputStream out) throws IOException {
    byte[] bytes = new byte[Float.BYTES * Math.min(values.length, FLOATS_AT_A_TIME)];
    FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (int from = 0; from < values.length; from += FLOATS_AT_A_TIME) {
      int count = Math.min(FLOATS_AT_A_TIME, values.length - from);
      floats.clear().put(values, from, count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }

  /** All of it in memory, for small ones. */
  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(size));
    try {
      writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("write to memory", e);
    }
    return out.toByteArray();
  }

  private void write(byte[] bytes) {
    parts.add(out -> out.write(bytes));
    size += bytes.length;
  }

  private void key(int field, int wireType) {
    writeVarint((long) field << 3 | wireType);
  }

  /** Seven bits a byte, the lowest first; the eighth says that more come. */
  private void writeVarint(long value) {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.put((byte) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.put((byte) rest);
    byte[] used = new byte[bytes.position()];
    bytes.flip().get(used);
    write(used);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
