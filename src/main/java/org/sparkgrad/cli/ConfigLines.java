package org.sparkgrad.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * The entries of a properties file with their lines, which {@link Properties} does not keep. Each
 * logical line, one that goes on after a backslash included, is read by it.
 */
final class ConfigLines {
  private final String file;
  private final String[] lines;
  private final Problems problems;
  private final List<ConfigEntry> entries = new ArrayList<>();

  private ConfigLines(String file, String text, Problems problems) {
    this.file = file;
    this.lines = text.split("\\R", -1);
    this.problems = problems;
  }

  static List<ConfigEntry> read(String file, String text, Problems problems) {
    ConfigLines reader = new ConfigLines(file, text, problems);
    for (int next = 0; next < reader.lines.length; ) {
      next = reader.readFrom(next);
    }
    return reader.entries;
  }

  /** Reads the logical line that starts here; returns where the next one starts. */
  private int readFrom(int start) {
    String line = lines[start].strip();
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
      return start + 1;
    }
    int end = start;
    StringBuilder logical = new StringBuilder(lines[start]);
    while (goesOn(lines[end]) && end + 1 < lines.length) {
      end++;
      logical.append('\n').append(lines[end]);
    }
    add(start + 1, logical.toString());
    return end + 1;
  }

  /** Whether the line ends with a backslash that no other one escapes. */
  private static boolean goesOn(String line) {
    int backslashes = 0;
    while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private void add(int number, String logical) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(logical));
    } catch (IllegalArgumentException e) {
      problems.add(
          "%s:%d: expected four hexadecimal digits after \\u, found '%s'"
              .formatted(file, number, logical));
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("read text in memory", e);
    }
    for (String key : one.stringPropertyNames()) {
      entries.add(new ConfigEntry(file + ":" + number, number, key, one.getProperty(key).strip()));
    }
  }
}
