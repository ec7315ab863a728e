package org.sparkgrad.ml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The examples of docs/api.md. */
final class ApiPage {
  private static final String FENCE = "```";

  private ApiPage() {}

  /** The first block of code of a section. */
  static String example(String section) throws IOException {
    String page = Files.readString(Path.of("docs/api.md"));
    int start = page.indexOf("\n## " + section + "\n");
    assertTrue(start >= 0, section);
    int code = page.indexOf('\n', page.indexOf(FENCE, start)) + 1;
    return page.substring(code, page.indexOf(FENCE, code));
  }
}
