package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is in the shaded jar. */
class ApplicationJarIT {
  private static String text(String entry) throws IOException {
    try (JarFile file = new JarFile(ApplicationJar.of(Path.of("")).toFile())) {
      return new String(
          file.getInputStream(file.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile file = new JarFile(ApplicationJar.of(Path.of("")).toFile())) {
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
  void registersItsOwnEstimatorsAlone() throws IOException {
    String services = "META-INF/services/org.apache.spark.ml.";
    assertEquals(
        List.of(services + "Estimator", services + "Transformer"),
        entries().stream()
            .filter(name -> name.matches("META-INF/(services|versions)/.+"))
            .sorted()
            .toList());
    assertTrue(text(services + "Estimator").contains("org.sparkgrad.ml.SparkgradClassifier\n"));
  }

  @Test
  void holdsTheLicencesOfItsLibraries() throws IOException {
    assertTrue(entries().contains("META-INF/LICENSE"));
    assertTrue(entries().contains("META-INF/licenses/LGPL-2.1.txt"));
    assertTrue(entries().contains("META-INF/licenses/BSD-3-Clause-XMPCore.txt"));
    assertEquals(Files.readString(Path.of("NOTICE")), text("META-INF/NOTICE"));
    assertEquals(Files.readString(Path.of("LICENSE")), text("META-INF/LICENSE"));
  }

  /** It is not made offline. JFreeChart's own description has no identifier for its licence. */
  @Test
  void listsWhatNoticeListsInItsBillOfMaterials() throws IOException {
    Assumptions.assumeTrue(entries().contains("META-INF/sbom/bom.json"), "built offline");
    JsonNode bill = new ObjectMapper().readTree(text("META-INF/sbom/bom.json"));
    Map<String, String> licences = new TreeMap<>();
    for (JsonNode each : bill.get("components")) {
      String licence = each.at("/licenses/0/license/id").asText("LGPL-2.1-or-later");
      licences.put(each.get("group").asText() + ":" + each.get("name").asText(), licence);
      assertFalse(each.get("version").asText().isEmpty(), each.toString());
      assertFalse(each.get("hashes").isEmpty(), each.toString());
    }
    assertEquals(Notice.licences(), licences);
  }

  @Test
  void holdsNoTests() throws IOException {
    assertEquals(
        List.of(), classes().stream().filter(name -> name.matches(".*(Test|IT).class")).toList());
  }

  @Test
  void startsWithTheCommandLine() throws IOException {
    assertTrue(classes().contains("org/sparkgrad/cli/Main.class"));
    try (JarFile file = new JarFile(ApplicationJar.of(Path.of("")).toFile())) {
      String main = file.getManifest().getMainAttributes().getValue("Main-Class");
      assertEquals("org.sparkgrad.cli.Main", main);
    }
  }
}
