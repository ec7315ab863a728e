package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.submit.CopiedCheckout.Result;

/**
 * The wrapper in surroundings of many kinds, up to the call of Spark: a copy of it in a folder
 * whose name has a space, with a Java and a Spark that only print how they are called.
 */
class WrapperTest {
  @TempDir static Path place;
  private static CopiedCheckout checkout;

  @BeforeAll
  static void copy() throws IOException {
    checkout = new CopiedCheckout(place, "my checkout");
  }

  private static Result bash(String words, Map<String, String> environment)
      throws IOException, InterruptedException {
    return checkout.bash(words, environment);
  }

  private static void assertCalled(Result result, String... arguments) {
    assertEquals(0, result.code(), result.err());
    List<String> words = new ArrayList<>(List.of("--class", "org.sparkgrad.cli.Main"));
    words.add("--properties-file");
    words.add(checkout.root().resolve("conf/local.properties").toString());
    String expected = "<" + String.join("><", words) + ">";
    assertTrue(result.out().contains(expected), result.out());
    String end = ".jar><" + String.join("><", arguments) + ">";
    assertTrue(result.out().endsWith(end), result.out());
  }

  private static void refused(Result result, String message) {
    result.refused(1, "sparkgrad: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"$0\" train --out 'my out'",
        "cd / && \"$0\" train --out 'my out'",
        "cd \"${0%/*}\" && ./sparkgrad train --out 'my out'",
        "cd \"${0%/*}\" && bash sparkgrad train --out 'my out'",
        "PATH=${0%/*}:$PATH; sparkgrad train --out 'my out'",
        "ln -sf \"$0\" link; ln -sf ../link jdk/link; jdk/link train --out 'my out'",
        "export CDPATH=/; \"$0\" train --out 'my out'",
        "\"$0\" train --out 'my out' <&-",
        "\"$0\" train --out 'my out' 2>&-",
        "\"$0\" train --out 'my out' <&- 2>&-"
      })
  void isCalledFromAnywhereWithWhateverIsOpen(String words) throws Exception {
    assertCalled(bash(words, Map.of()), "train", "--out", "my out");
  }

  @Test
  void takesFoldersWithSpaces() throws Exception {
    Map<String, String> environment =
        Map.of("TMPDIR", checkout.root().toString(), "SPARK_HOME", place.resolve("spark").toString());
    assertCalled(bash("\"$0\" train", environment), "train");
  }

  @Test
  void writesNothingIntoABuiltCheckout() throws Exception {
    bash("\"$0\" train", Map.of());
    List<Path> before = files();
    assertCalled(bash("\"$0\" train", Map.of()), "train");
    assertEquals(before, files());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(checkout.root())) {
      return files.sorted().toList();
    }
  }

  @Test
  void refusesAClosedStandardOutput() throws Exception {
    refused(bash("\"$0\" train >&-", Map.of()), "standard output is closed");
  }

  @ParameterizedTest
  @CsvSource({
    "SPARK_HOME, /nonexistent, SPARK_HOME=/nonexistent has no folder jars",
    "SPARK_HOME, /etc/passwd, SPARK_HOME=/etc/passwd has no folder jars",
    "JAVA_HOME, /nonexistent, no Java found at JAVA_HOME=/nonexistent",
    "TMPDIR, /nonexistent, TMPDIR=/nonexistent: expected a folder",
    "TMPDIR, /etc/passwd, TMPDIR=/etc/passwd: expected a folder",
    "SPARK_HOME, /a:b, the paths of Sparkgrad and SPARK_HOME must have no colon"
  })
  void saysWhichVariableIsWrong(String name, String value, String message) throws Exception {
    refused(bash("\"$0\" train", Map.of(name, value)), message);
  }

  @Test
  void treatsEmptyVariablesAsUnset() throws Exception {
    Map<String, String> empty =
        Map.of(
            "SPARK_HOME", "",
            "TMPDIR", "",
            "HOME", "",
            "JAVA_HOME", "",
            "PATH", place.resolve("jdk/bin") + ":/usr/bin:/bin");
    assertCalled(bash("\"$0\" train", empty), "train");
  }

  /** Maven's wrapper, which a first use calls. */
  @Test
  void buildsInAFolderWithASpace() throws Exception {
    String words =
        """
        cd "${0%/submit/*}"
        sum=$(sed -n 's/^distributionSha512Sum=//p' .mvn/wrapper/maven-wrapper.properties)
        url=$(sed -n 's/^distributionUrl=//p' .mvn/wrapper/maven-wrapper.properties)
        name=${url##*/}
        bin="$MAVEN_USER_HOME/wrapper/dists/${name%-bin.tar.gz}/${sum:0:16}/bin"
        mkdir -p "$bin"
        cp "$JAVA_HOME/bin/java" "$JAVA_HOME/bin/javac"
        printf '#!/bin/bash\\nprintf "<%%s>" "$@"' >"$bin/mvn"
        chmod +x "$bin/mvn"
        ./mvnw -q 'a b'
        """;
    Result result = bash(words, Map.of("MAVEN_USER_HOME", place.resolve("m2 home").toString()));
    assertEquals("<-q><a b>", result.out(), result.err());
  }
}
