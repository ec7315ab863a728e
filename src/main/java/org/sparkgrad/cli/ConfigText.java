package org.sparkgrad.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a configuration file; what is not text in UTF-8 is refused. */
final class ConfigText {
  /** Far more than a configuration is, and little enough to be read whole from a device too. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private ConfigText() {}

  /** The text without a byte-order mark; empty, with a problem noted, if there is none. */
  static Optional<String> read(String file, Problems problems) {
    try {
      Path path = Path.of(file);
      if (Files.isDirectory(path)) {
        problems.add(problem("a directory: " + file));
        return Optional.empty();
      }
      if (!Files.exists(path)) {
        problems.add(problem("none at " + file));
        return Optional.empty();
      }
      return decode(file, bytes(path), problems);
    } catch (IOException | InvalidPathException e) {
      problems.add(problem(file + ", which cannot be read: " + e));
      return Optional.empty();
    }
  }

  private static String problem(String found) {
    return "%s: expected a readable properties file, found %s".formatted(ConfigOption.NAME, found);
  }

  private static byte[] bytes(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("expected at most %d bytes, found more".formatted(MOST_BYTES));
      }
      return bytes;
    }
  }

  private static Optional<String> decode(String file, byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      return refuse(file, text, bytes[in.position()], problems);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && "\t\n\r\f".indexOf(c) < 0) {
        return refuse(file, text.substring(0, i), (byte) c, problems);
      }
    }
    boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
    return Optional.of(marked ? text.substring(1) : text);
  }

  private static Optional<String> refuse(
      String file, String before, byte found, Problems problems) {
    problems.add(
        "%s:%d: expected a properties file in UTF-8, found the byte 0x%02X"
            .formatted(file, before.split("\\R", -1).length, found));
    return Optional.empty();
  }
}
