package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, built again from a copy of its sources: elsewhere, later, in another time zone. */
class ReproducibleJarIT {
  private static final long BOUND_MINUTES = 20;

  @TempDir Path place;

  private void copy(String name) throws IOException {
    Path source = Path.of(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path each : files.toList()) {
        Path target = place.resolve(each.toString());
        Files.createDirectories(target.getParent());
        if (Files.isRegularFile(each)) {
          Files.copy(each, target);
        }
      }
    }
  }

  /**
   * The bill of materials is not made offline; nothing else of the build needs a network by now.
   * What checks the sources changes no byte of their classes.
   */
  private void build(boolean offline) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("./mvnw", "-B", "-q"));
    if (offline) {
      command.add("-o");
    }
    command.addAll(List.of("-Dmaven.test.skip=true", "-Djacoco.skip=true"));
    command.addAll(List.of("-Dmdep.skip=true", "-Djavac.checks=-Xlint:none", "package"));
    Path log = place.resolve("build.log");
    ProcessBuilder maven =
        new ProcessBuilder(command)
            .directory(place.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    maven.environment().put("TZ", "Pacific/Chatham");
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = maven.start();
    try {
      assertTrue(process.waitFor(BOUND_MINUTES, TimeUnit.MINUTES), "the build did not end");
      assertEquals(0, process.exitValue(), Files.readString(log));
    } finally {
      process.destroy();
    }
  }

  private static Map<String, String> entries(Path jar) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry each : file.stream().toList()) {
        try (InputStream in = file.getInputStream(each)) {
          digests.put(each.getName(), DigestUtils.sha256Hex(in));
        }
      }
    }
    return digests;
  }

  @Test
  void isTheSameByteForByte() throws IOException, InterruptedException {
    for (String name : List.of("mvnw", ".mvn", "pom.xml", "LICENSE", "NOTICE", "src/main")) {
      copy(name);
    }
    assertTrue(place.resolve("mvnw").toFile().setExecutable(true));
    Map<String, String> entries = entries(ApplicationJar.of(Path.of("")));
    build(!entries.containsKey("META-INF/sbom/bom.json"));
    assertEquals(entries, entries(ApplicationJar.of(place)));
    assertEquals(-1, Files.mismatch(ApplicationJar.of(Path.of("")), ApplicationJar.of(place)));
  }
}
