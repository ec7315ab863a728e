package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The shaded jar, as {@code mvn package} leaves it. */
class ApplicationJarIT {
  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("sparkgrad-[0-9.]+\\S*\\.jar"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile file = new JarFile(jar().toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private static List<String> classes() throws IOException {
    return entries().stream()
        .filter(name -> name.endsWith(".class"))
        .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
        .toList();
  }

  @Test
  void holdsNoClassOutsideItsOwnPackages() throws IOException {
    assertEquals(
        List.of(), classes().stream().filter(name -> !name.startsWith("org/sparkgrad/")).toList());
  }

  @Test
  void holdsItsLibrariesRelocated() throws IOException {
    assertTrue(classes().contains("org/sparkgrad/shaded/picocli/CommandLine.class"));
    assertTrue(classes().contains("org/sparkgrad/shaded/drew/metadata/Metadata.class"));
  }

  /** What a library registers by its old name would serve other programs on the class path. */
  @Test
  void registersNothing() throws IOException {
    assertEquals(
        List.of(),
        entries().stream()
            .filter(name -> name.matches("META-INF/(services|versions)/.+"))
            .toList());
  }

  @Test
  void holdsTheLicencesOfItsLibraries() throws IOException {
    assertTrue(entries().contains("META-INF/LICENSE"));
    assertTrue(entries().contains("META-INF/licenses/LGPL-2.1.txt"));
    assertTrue(entries().contains("META-INF/licenses/THIRD-PARTY.txt"));
  }

  @Test
  void holdsNoTests() throws IOException {
    assertEquals(
        List.of(), classes().stream().filter(name -> name.matches(".*(Test|IT).class")).toList());
  }

  @Test
  void startsWithTheCommandLine() throws IOException {
    assertTrue(classes().contains("org/sparkgrad/cli/Main.class"));
    try (JarFile file = new JarFile(jar().toFile())) {
      String main = file.getManifest().getMainAttributes().getValue("Main-Class");
      assertEquals("org.sparkgrad.cli.Main", main);
    }
  }
}
