package org.sparkgrad.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a command writes as a single file, known by its first bytes. */
enum FileKind {
  PNG("a PNG file", "\u0089PNG"),
  /** Its first field is the number of a version, whoever made it. */
  ONNX("an ONNX file", "\b"),
  CSV("a table of predictions", "row,path,"),
  JSON("a table of predictions", "[\n{\"row\":", "[\n]"),
  /** Of a run: each begins with the name of the cell. */
  RUN_TABLE("a table of a run", "cell,"),
  /** As {@code report} writes it, and nothing else begins. */
  REPORT(
      "a report",
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n  <meta charset=\"utf-8\">\n"
          + "  <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");

  private final String words;
  private final List<byte[]> beginnings;

  FileKind(String words, String... beginnings) {
    this.words = words;
    this.beginnings =
        Arrays.stream(beginnings).map(each -> each.getBytes(StandardCharsets.ISO_8859_1)).toList();
  }

  /** Whether a file is one, or has nothing in it. */
  boolean isOf(InputStream file) throws IOException {
    int longest = beginnings.stream().mapToInt(each -> each.length).max().orElseThrow();
    byte[] first = file.readNBytes(longest);
    return first.length == 0
        || beginnings.stream()
            .anyMatch(each -> Arrays.equals(each, Arrays.copyOf(first, each.length)));
  }

  /** What it is, in a few words. */
  @Override
  public String toString() {
    return words;
  }
}
