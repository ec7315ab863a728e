package org.sparkgrad.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The shaded jar, as {@code mvn package} leaves it. */
final class ApplicationJar {
  private ApplicationJar() {}

  /** Not the jars of sources and documentation that may lie beside it. */
  static Path of(Path project) throws IOException {
    try (Stream<Path> files = Files.list(project.resolve("target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("sparkgrad-[0-9.]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
