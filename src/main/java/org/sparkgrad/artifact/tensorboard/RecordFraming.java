package org.sparkgrad.artifact.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * TFRecord's framing of a record: {@code uint64 length, uint32 masked CRC of the length, bytes,
 * uint32 masked CRC of the bytes}, all little-endian.
 *
 * <p>Source: TensorFlow, {@code tensorflow/core/lib/io/record_writer.h}: the CRC is CRC-32C, masked
 * by {@code ((crc >> 15) | (crc << 17)) + 0xa282ead8}.
 */
final class RecordFraming {
  private static final int MASK_DELTA = 0xa282ead8;
  private static final int ROTATION = 15;

  private RecordFraming() {}

  static byte[] of(byte[] record) {
    byte[] length = littleEndian(Long.BYTES).putLong(record.length).array();
    return littleEndian(Long.BYTES + Integer.BYTES + record.length + Integer.BYTES)
        .put(length)
        .putInt(maskedCrc(length))
        .put(record)
        .putInt(maskedCrc(record))
        .array();
  }

  static int maskedCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK_DELTA;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
