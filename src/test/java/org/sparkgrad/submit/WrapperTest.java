package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wrapper in surroundings of many kinds, up to the call of Spark: a copy of it in a folder
 * whose name has a space, with a Java and a Spark that only print how they are called.
 */
class WrapperTest {
  private static final Path BASH = Path.of("/bin/bash");
  private static final String JAVA =
      """
      #!/bin/bash
      if [[ $1 == -version ]]; then echo 'openjdk version "17.0.1"' >&2; exit; fi
      if [[ $1 == CALLED ]]; then shift; printf '<%s>' "$@"; exit; fi
      while [[ $1 != org.apache.spark.launcher.Main ]]; do shift; done
      shift
      printf '\\0\\n'
      printf '%s\\0' "$0" CALLED "$@"
      """;
  private static final String SPARK_SUBMIT =
      """
      #!/bin/bash
      printf '<%s>' "$@"
      """;

  @TempDir static Path place;
  private static Path checkout;
  private static Path jdk;
  private static Path spark;

  private record Result(int code, String out, String err) {}

  @BeforeAll
  static void copy() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "no bash");
    checkout = Files.createDirectory(place.resolve("my checkout"));
    for (String folder : List.of("submit", ".mvn", "conf")) {
      copy(Path.of(folder), checkout.resolve(folder));
    }
    copy(Path.of("pom.xml"), checkout.resolve("pom.xml"));
    copy(Path.of("mvnw"), checkout.resolve("mvnw"));
    String version =
        Files.readString(checkout.resolve("pom.xml"))
            .lines()
            .filter(line -> line.startsWith("  <version>"))
            .findFirst()
            .orElseThrow()
            .replaceAll(" *</?version>", "");
    write(checkout.resolve("src/main/source"), "");
    write(checkout.resolve("target/spark/jars/spark-core_2.13-4.2.0.jar"), "");
    // Newer than the sources, so that nothing is to be built.
    Path jar = write(checkout.resolve("target/sparkgrad-" + version + ".jar"), "");
    for (Path source : List.of(checkout.resolve("src/main/source"), checkout.resolve("pom.xml"))) {
      Files.setLastModifiedTime(source, FileTime.fromMillis(jar.toFile().lastModified() - 5000));
    }
    Files.setLastModifiedTime(
        checkout.resolve("src/main"), FileTime.fromMillis(jar.toFile().lastModified() - 5000));
    jdk = executable(place.resolve("jdk/bin/java"), JAVA);
    write(place.resolve("spark/jars/spark-core_2.13-4.1.0.jar"), "");
    spark = executable(place.resolve("spark/bin/spark-submit"), SPARK_SUBMIT);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(
            each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static Path executable(Path file, String text) throws IOException {
    write(file, text);
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  private static Path wrapper() {
    return checkout.resolve("submit/sparkgrad");
  }

  /** Runs words of bash, of which $0 is the wrapper, where nothing else is set. */
  private static Result bash(String words, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(place, "out", "");
    Path err = Files.createTempFile(place, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(BASH.toString(), "-c", words, wrapper().toString())
            .directory(place.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("JAVA_HOME", place.resolve("jdk").toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), words);
    return new Result(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private static void assertCalled(Result result, String... arguments) {
    assertEquals(0, result.code(), result.err());
    List<String> words = new ArrayList<>(List.of("--class", "org.sparkgrad.cli.Main"));
    words.add("--properties-file");
    words.add(checkout.resolve("conf/local.properties").toString());
    String expected = "<" + String.join("><", words) + ">";
    assertTrue(result.out().contains(expected), result.out());
    String end = ".jar><" + String.join("><", arguments) + ">";
    assertTrue(result.out().endsWith(end), result.out());
  }

  private static void refused(Result result, String message) {
    assertEquals(1, result.code(), result.out());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("sparkgrad: " + message), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
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
        Map.of("TMPDIR", checkout.toString(), "SPARK_HOME", place.resolve("spark").toString());
    assertCalled(bash("\"$0\" train", environment), "train");
    assertTrue(Files.exists(spark));
  }

  @Test
  void writesNothingIntoABuiltCheckout() throws Exception {
    bash("\"$0\" train", Map.of());
    List<Path> before = files();
    assertCalled(bash("\"$0\" train", Map.of()), "train");
    assertEquals(before, files());
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(checkout)) {
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
            "PATH", jdk.getParent() + ":/usr/bin:/bin");
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
