package org.sparkgrad;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A change of some bytes, as a bad disk, a broken transfer or an ill-wisher makes it.
 *
 * @param at where, counted round the length
 * @param value what the kind takes: a bit, a byte, a length
 */
public record Edit(Kind kind, int at, int value) {
  private static final int[] EXTREMES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFF, 0xFFFF, 100_000, 1 << 30
  };

  /** What becomes of the bytes. */
  public enum Kind {
    FLIP_BIT,
    SET_BYTE,
    SET_NUMBER,
    CUT_OFF,
    REMOVE,
    REPEAT,
    INSERT
  }

  /** The bytes after all edits, one after the other. */
  public static byte[] all(List<Edit> edits, byte[] bytes) {
    byte[] edited = bytes.clone();
    for (Edit each : edits) {
      edited = edited.length == 0 ? edited : each.of(edited);
    }
    return edited;
  }

  private byte[] of(byte[] bytes) {
    int place = Math.floorMod(at, bytes.length);
    int count = Math.min(Math.floorMod(value, 40) + 1, bytes.length - place);
    return switch (kind) {
      case FLIP_BIT -> with(bytes, place, (byte) (bytes[place] ^ 1 << Math.floorMod(value, 8)));
      case SET_BYTE -> with(bytes, place, (byte) value);
      case SET_NUMBER -> withNumber(bytes, place);
      case CUT_OFF -> Arrays.copyOf(bytes, place);
      case REMOVE -> replaced(bytes, place, count, new byte[0]);
      case REPEAT -> replaced(bytes, place, 0, Arrays.copyOfRange(bytes, place, place + count));
      case INSERT -> replaced(bytes, place, 0, Integer.toString(value).getBytes(US_ASCII));
    };
  }

  private static byte[] with(byte[] bytes, int place, byte value) {
    byte[] changed = bytes.clone();
    changed[place] = value;
    return changed;
  }

  /** Four bytes in one of the two orders. */
  private byte[] withNumber(byte[] bytes, int place) {
    byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, place + Integer.BYTES));
    ByteOrder order = value % 2 == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    int number = EXTREMES[Math.floorMod(value, EXTREMES.length)];
    ByteBuffer.wrap(changed).order(order).putInt(place, number);
    return changed;
  }

  private static byte[] replaced(byte[] bytes, int place, int removed, byte[] inserted) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes, 0, place);
    all.writeBytes(inserted);
    all.write(bytes, place + removed, bytes.length - place - removed);
    return all.toByteArray();
  }
}
