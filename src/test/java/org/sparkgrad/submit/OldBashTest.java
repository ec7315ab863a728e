package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts have nothing that bash 3.2, which macOS has, does not know. */
class OldBashTest {
  /**
   * Patterns such as {@code @(a|b)}, parentheses in the place of an expression, other cases of a
   * variable, arrays by name or of lines, and both outputs at once.
   */
  private static final Pattern NEWER =
      Pattern.compile(
          "[@+?*!]\\([^)]*\\)|=~ *[^ \"]*\\(|\\$\\{\\w+(,|\\^)|\\[\\[ -v |declare -A|mapfile|readarray|&>>|\\|&|wait -n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "submit/sparkgrad",
        "submit/environment.sh",
        "submit/quickstart.sh",
        "submit/local-cluster.sh",
        "mvnw",
        ".mvn/wrapper/java.sh"
      })
  void isUnderstood(String script) throws IOException {
    List<String> newer =
        Files.readAllLines(Path.of(script)).stream()
            .filter(line -> !line.strip().startsWith("#"))
            .filter(line -> NEWER.matcher(line.replaceAll("'[^']*'", "''")).find())
            .toList();
    assertEquals(List.of(), newer);
  }
}
