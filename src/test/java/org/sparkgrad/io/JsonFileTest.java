package org.sparkgrad.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of JSON that nobody's program has written. */
class JsonFileTest {
  @TempDir Path place;

  private JsonFile read(byte[] bytes) throws IOException {
    Files.write(place.resolve("file.json"), bytes);
    return read();
  }

  private JsonFile read() {
    return JsonFile.read(
        "read it", Directory.at(new Configuration(), place.toString()), "file.json");
  }

  private String refusal(byte[] bytes) throws IOException {
    Files.write(place.resolve("file.json"), bytes);
    String message = assertThrows(DataException.class, this::read).getMessage();
    assertTrue(message.startsWith("read it: "), message);
    assertTrue(message.contains("file.json"), message);
    return message;
  }

  @Test
  void comesBackAsItWas() throws IOException {
    JsonFile back = read(JsonFile.encode(Map.of("name", "a text")));
    back.requireDigest();
    assertEquals("a text", back.text("name"));
  }

  /** A bit of the digest's name has changed: it is no file of an older version. */
  @Test
  void aDigestOfAnotherNameIsDamage() throws IOException {
    String text = new String(JsonFile.encode(Map.of("name", "a text")), UTF_8);
    assertTrue(text.contains("\"sha256\""), text);
    JsonFile damaged = read(text.replace("\"sha256\"", "\"sha257\"").getBytes(UTF_8));
    String message = assertThrows(DataException.class, damaged::hasDigest).getMessage();
    assertTrue(message.contains("the field sha256") && message.contains("sha257"), message);
    assertFalse(read("{\"name\": \"a text\"}".getBytes(UTF_8)).hasDigest());
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 10_000, 1_000_000})
  void refusesWhatIsTooDeep(int depth) throws IOException {
    String lists = "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    assertTrue(refusal(lists.getBytes(UTF_8)).contains("nesting depth"));
    assertTrue(refusal(objects.getBytes(UTF_8)).contains("nesting depth"));
  }

  /** A gigabyte, of which the disk has nothing. */
  @Test
  void refusesWhatWouldFillTheMemory() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(place.resolve("file.json").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    String message = assertThrows(DataException.class, this::read).getMessage();
    assertTrue(message.startsWith("read it: read "), message);
    assertTrue(message.endsWith("expected at most 134,217,728 bytes, found more"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "1", "null", "{", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":NaN}"})
  void refusesWhatIsNoObject(String text) throws IOException {
    assertTrue(refusal(text.getBytes(UTF_8)).contains("expected a JSON object, found "));
  }

  /** The last is of no character. */
  @Test
  void refusesBytesThatAreNoText() throws IOException {
    assertTrue(refusal(new byte[] {'{', '"', (byte) 0xFF, '"', ':', '1', '}'}).contains("broken"));
    byte[] wide = {0, 0, 0, '{', 0, 0x11, 0, 0};
    assertTrue(refusal(wide).contains("a broken file"));
  }

  /** More digits than Java reads in a reasonable time. */
  @Test
  void refusesNumbersWithoutEnd() throws IOException {
    String number = "{\"a\":" + "9".repeat(1_000_000) + "}";
    assertTrue(refusal(number.getBytes(UTF_8)).contains("Number value length"));
  }

  @Test
  void showsLittleOfALongValue() throws IOException {
    JsonFile file = read(("{\"a\":\"" + "x".repeat(1_000_000) + "\"}").getBytes(UTF_8));
    String message = assertThrows(DataException.class, () -> file.count("a", 1, 2)).getMessage();
    assertTrue(message.length() < 2000, message.length() + " characters");
  }
}
