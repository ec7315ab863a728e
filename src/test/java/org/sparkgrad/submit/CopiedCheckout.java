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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Copy of the scripts, with a Java and a Spark that only print how they are called. */
final class CopiedCheckout {
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

  private final Path place;
  private final Path root;

  /** Outcome of a call. */
  record Result(int code, String out, String err) {
    /** The call ended with this code after one line of this beginning, and no results. */
    void refused(int expected, String message) {
      assertEquals(expected, code, out + err);
      assertEquals("", out);
      assertTrue(err.startsWith(message), err);
      assertEquals(1, err.lines().count(), err);
    }
  }

  /** Copies into a new folder of this name; Java and Spark are beside it, in jdk and spark. */
  CopiedCheckout(Path place, String name) throws IOException {
    assumeTrue(Files.isExecutable(BASH), "no bash");
    this.place = place;
    root = Files.createDirectory(place.resolve(name));
    for (String each : List.of("submit", ".mvn", "conf", "pom.xml", "mvnw")) {
      copy(Path.of(each), root.resolve(each));
    }
    addWhatIsBuilt();
    executable(place.resolve("jdk/bin/java"), JAVA);
    write(place.resolve("spark/jars/spark-core_2.13-4.1.0.jar"), "");
    executable(place.resolve("spark/bin/spark-submit"), SPARK_SUBMIT);
  }

  /** Newer than the sources, so that nothing is to be built. */
  private void addWhatIsBuilt() throws IOException {
    String version =
        Files.readString(root.resolve("pom.xml"))
            .lines()
            .filter(line -> line.startsWith("  <version>"))
            .findFirst()
            .orElseThrow()
            .replaceAll(" *</?version>", "");
    Path source = write(root.resolve("src/main/source"), "");
    write(root.resolve("target/spark/jars/spark-core_2.13-4.2.0.jar"), "");
    Path jar = write(root.resolve("target/sparkgrad-" + version + ".jar"), "");
    FileTime before = FileTime.fromMillis(jar.toFile().lastModified() - 5000);
    for (Path each : List.of(source, source.getParent(), root.resolve("pom.xml"))) {
      Files.setLastModifiedTime(each, before);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.copy(each, each.equals(from) ? to : target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static Path executable(Path file, String text) throws IOException {
    write(file, text);
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  Path root() {
    return root;
  }

  /** Runs words of bash, of which $0 is the wrapper, beside the checkout; nothing else is set. */
  Result bash(String words, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(place, "out", "");
    Path err = Files.createTempFile(place, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(
                BASH.toString(), "-c", words, root.resolve("submit/sparkgrad").toString())
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
}
