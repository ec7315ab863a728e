package org.sparkgrad.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells from the first bytes of a file what it holds in place of records. */
final class FirstBytes {
  /** How many are enough. */
  static final int COUNT = 64;

  private FirstBytes() {}

  /** In words, if it is something known. */
  static Optional<String> content(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u001F\u008B")) {
      return Optional.of("compressed by gzip: unpack it");
    }
    if (text.startsWith("BZh")
        || text.startsWith("\u00FD7zXZ")
        || text.startsWith("PK\u0003\u0004")) {
      return Optional.of("a compressed file: unpack it");
    }
    if (text.startsWith("\u0080") && text.length() > 1 && text.charAt(1) <= 5) {
      return Optional.of("a Python pickle");
    }
    if (text.startsWith("version https://git-lfs")) {
      return Optional.of("a pointer of Git LFS: 'git lfs pull' brings the file");
    }
    return text.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)<(!doctype|html|\\?xml).*")
        ? Optional.of("a web page: the download went wrong")
        : Optional.empty();
  }
}
