package org.sparkgrad.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtobufMessageTest {
  private static String hex(ProtobufMessage message) {
    assertEquals(message.size(), message.toBytes().length);
    return HexFormat.of().formatHex(message.toBytes());
  }

  /** The examples of Protocol Buffers' page "Encoding". */
  @Test
  void encodesAsTheFormatSays() {
    assertEquals("089601", hex(new ProtobufMessage().varint(1, 150)));
    assertEquals("120774657374696e67", hex(new ProtobufMessage().text(2, "testing")));
    ProtobufMessage inner = new ProtobufMessage().varint(1, 150);
    assertEquals("1a03089601", hex(new ProtobufMessage().message(3, inner)));
    assertEquals("08feffffffffffffffff01", hex(new ProtobufMessage().varint(1, -2)));
  }

  @Test
  void encodesNumbersOfAFixedLength() {
    assertEquals("0d0000803f", hex(new ProtobufMessage().floatValue(1, 1)));
    assertEquals("09000000000000f03f", hex(new ProtobufMessage().doubleValue(1, 1)));
    assertEquals("a20600", hex(new ProtobufMessage().text(100, "")));
  }

  @Test
  void writesFloatsInLittleEndianOrder() {
    float[] values = new float[40_000];
    ByteBuffer expected = ByteBuffer.allocate(160_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 0.5f;
      expected.putFloat(values[i]);
    }
    byte[] found = new ProtobufMessage().floats(9, values).toBytes();
    assertEquals("4a80e209", HexFormat.of().formatHex(found, 0, 4));
    byte[] bytes = new byte[160_000];
    System.arraycopy(found, 4, bytes, 0, bytes.length);
    assertArrayEquals(expected.array(), bytes);
  }

  @Test
  void knowsSizesThatNoArrayHas() {
    float[] shared = new float[1 << 20];
    ProtobufMessage inner = new ProtobufMessage();
    for (int i = 0; i < 1024; i++) {
      inner.floats(1, shared);
    }
    long size = 1024L * (4 * shared.length + 1 + 4);
    assertEquals(size, inner.size());
    assertEquals(size + 1 + 5, new ProtobufMessage().message(2, inner).size());
  }
}
