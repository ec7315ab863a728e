package org.sparkgrad.artifact.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads event files, from the format's description alone; refuses what it does not know. */
public final class EventReader {
  private static final int POLYNOMIAL = 0x82F63B78;

  private EventReader() {}

  /**
   * An event.
   *
   * @param fileVersion null but in the first
   * @param start whether training goes on at this step
   */
  public record Event(
      double wallTime, long step, String fileVersion, boolean start, Map<String, Float> scalars) {}

  /** All events of a file. */
  public static List<Event> read(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = take(in, 8);
      require(in.getInt() == masked(length), "CRC of a length");
      byte[] record =
          take(in, (int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong());
      require(in.getInt() == masked(record), "CRC of a record");
      events.add(event(ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN)));
    }
    return events;
  }

  private static Event event(ByteBuffer in) {
    double wallTime = Double.NaN;
    long step = 0;
    String version = null;
    boolean start = false;
    Map<String, Float> scalars = new TreeMap<>();
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      switch (key) {
        case 1 << 3 | 1 -> wallTime = in.getDouble();
        case 2 << 3 -> step = varint(in);
        case 3 << 3 | 2 -> version = text(in);
        case 5 << 3 | 2 -> summary(message(in), scalars);
        case 7 << 3 | 2 -> {
          ByteBuffer log = message(in);
          require(varint(log) == 1 << 3 && varint(log) == 1 && !log.hasRemaining(), "session log");
          start = true;
        }
        default -> require(false, "key " + key);
      }
    }
    return new Event(wallTime, step, version, start, scalars);
  }

  private static void summary(ByteBuffer in, Map<String, Float> scalars) {
    while (in.hasRemaining()) {
      require(varint(in) == (1 << 3 | 2), "value of a summary");
      ByteBuffer value = message(in);
      require(varint(value) == (1 << 3 | 2), "tag");
      String tag = text(value);
      require(varint(value) == (2 << 3 | 5), "simple value");
      scalars.put(tag, value.getFloat());
      require(!value.hasRemaining(), "end of a value");
    }
  }

  private static ByteBuffer message(ByteBuffer in) {
    return ByteBuffer.wrap(take(in, (int) varint(in))).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer in) {
    return new String(take(in, (int) varint(in)), StandardCharsets.UTF_8);
  }

  private static byte[] take(ByteBuffer in, int size) {
    byte[] bytes = new byte[size];
    in.get(bytes);
    return bytes;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  /** Bit by bit. */
  private static int masked(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL;
      }
    }
    crc = ~crc;
    return (crc >>> 15 | crc << 17) + 0xa282ead8;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("read events: expected " + what);
    }
  }
}
