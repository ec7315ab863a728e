package org.sparkgrad.artifact.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.io.Directory;

/**
 * Bytes known from elsewhere: those of a record as TensorFlow's own tests of its reader of event
 * files have it, and of an event with a scalar as another writer's tests have it
 * (tensorboard_logger, {@code tests/test_tb_logger.py}).
 */
class EventFileTest {
  private static final Instant AT_256_5 = Instant.ofEpochMilli(256_500);

  @TempDir Path place;

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** The CRC-32C of RFC 3720, B.4, before it is masked: 32 zeros, 32 ones, and 0 to 31. */
  @ParameterizedTest
  @CsvSource({"0, 0, 8a9136aa", "255, 0, 62a8ab43", "0, 1, 46dd794e"})
  void masksTheCrcOfTheStandard(int first, int step, String crc) {
    byte[] input = new byte[32];
    for (int i = 0; i < input.length; i++) {
      input[i] = (byte) (first + i * step);
    }
    int known = Integer.parseUnsignedInt(crc, 16);
    int masked = ((known >>> 15) | (known << 17)) + 0xa282ead8;
    assertEquals(masked, RecordFraming.maskedCrc(input));
  }

  @Test
  void framesTheRecordOfTensorFlowsTests() {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    event.writeBytes(bytes("09 0000c025dd75d541 1a 0d"));
    event.writeBytes("brain.Event:1".getBytes(StandardCharsets.UTF_8));
    String record =
        "1800000000000000 a37f4b22 09 0000c025dd75d541 1a 0d 627261696e2e4576656e743a31 ecf3328d";
    assertEquals(hex(bytes(record)), hex(RecordFraming.of(event.toByteArray())));
  }

  private byte[] written(List<Map.Entry<Long, Map<String, Double>>> events) throws IOException {
    Directory directory = Directory.at(new Configuration(), place.toString());
    try (EventFile file = new EventFile(directory.begin("events"), AT_256_5)) {
      events.forEach(event -> file.add(event.getKey(), event.getValue(), AT_256_5));
    }
    return Files.readAllBytes(place.resolve("events"));
  }

  @Test
  void writesTheBytesOfAnotherWriter() throws IOException {
    String expected =
        """
        1800000000000000 a37f4b22 09 0000000000087040 1a 0d 627261696e2e4576656e743a32 bc98212b
        1900000000000000 8bf10828 09 0000000000087040 10 01 2a 0c 0a 0a 0a 03 762f31 15 0000c03f
        2cecc087
        """;
    assertArrayEquals(bytes(expected), written(List.of(Map.entry(1L, Map.of("v/1", 1.5)))));
  }

  /** A step of 300 is two bytes: 0xac 0x02, as the documentation of the encoding has it. */
  @Test
  void writesLargeStepsAndWhatIsNoNumber() throws IOException {
    byte[] file = written(List.of(Map.entry(300L, Map.of("a", Double.NaN))));
    assertEquals(
        hex(bytes("09 0000000000087040 10 ac02 2a 0a 0a 08 0a 01 61 15 0000c07f")),
        hex(file).substring(80 + 24, hex(file).length() - 8));
  }
}
