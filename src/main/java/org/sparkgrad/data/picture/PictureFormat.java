package org.sparkgrad.data.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** File formats of pictures, each known by its first bytes whatever the file's name. */
public enum PictureFormat {
  PNG(List.of(".png"), "\u0089PNG\r\n\u001A\n"),
  JPEG(List.of(".jpg", ".jpeg"), "\u00FF\u00D8\u00FF"),
  GIF(List.of(".gif"), "GIF87a", "GIF89a"),
  BMP(List.of(".bmp"), "BM");

  private final List<String> suffixes;
  private final List<String> beginnings;

  PictureFormat(List<String> suffixes, String... beginnings) {
    this.suffixes = suffixes;
    this.beginnings = List.of(beginnings);
  }

  /** The format of a file with these bytes; empty if it is of no such format. */
  static Optional<PictureFormat> of(byte[] file) {
    return Arrays.stream(values()).filter(each -> each.begins(file)).findFirst();
  }

  private boolean begins(byte[] file) {
    for (String each : beginnings) {
      byte[] beginning = each.getBytes(StandardCharsets.ISO_8859_1);
      int end = Math.min(beginning.length, file.length);
      if (Arrays.equals(beginning, Arrays.copyOf(file, end))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a file is picked out of a folder by its name. */
  public static boolean isNamed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return allSuffixes().anyMatch(lower::endsWith);
  }

  private static Stream<String> allSuffixes() {
    return Arrays.stream(values()).flatMap(each -> each.suffixes.stream());
  }

  /** The suffixes that files are picked by, for messages. */
  public static String suffixes() {
    return allSuffixes().collect(Collectors.joining(", "));
  }
}
