package org.sparkgrad.artifact.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A Protocol Buffers message as it is built, field by field.
 *
 * <p>By hand, as event files need four kinds of fields, and the version of protobuf-java that a
 * cluster has is Spark's, or Hadoop's, to choose.
 *
 * <p>Source: Protocol Buffers, "Encoding": a field is {@code (number << 3) | wire type} as a
 * varint, then its value; wire types are 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.
 */
final class MessageBytes {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BYTES = 2;
  private static final int FOUR_BYTES = 5;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  MessageBytes varint(int field, long value) {
    key(field, VARINT);
    writeVarint(value);
    return this;
  }

  MessageBytes doubleValue(int field, double value) {
    key(field, EIGHT_BYTES);
    out.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    return this;
  }

  MessageBytes floatValue(int field, float value) {
    key(field, FOUR_BYTES);
    out.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  MessageBytes text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  MessageBytes message(int field, MessageBytes value) {
    return bytes(field, value.toBytes());
  }

  private MessageBytes bytes(int field, byte[] value) {
    key(field, BYTES);
    writeVarint(value.length);
    out.writeBytes(value);
    return this;
  }

  byte[] toBytes() {
    return out.toByteArray();
  }

  private void key(int field, int wireType) {
    writeVarint((long) field << 3 | wireType);
  }

  /** Seven bits a byte, the lowest first; the eighth says that more come. */
  private void writeVarint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
