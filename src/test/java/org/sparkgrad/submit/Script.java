package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls of the scripts in {@code submit/}, as a user would make them. */
final class Script {
  private static final long BOUND_SECONDS = 300;
  private static final ObjectMapper ONE_DOCUMENT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final String SMALL =
      "-XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:+UseTransparentHugePages";

  /** A call lasts seconds, of which the optimising compiler and its threads would take half. */
  private static final String SHORT_LIVED = SMALL + " -XX:TieredStopAtLevel=1";

  /** What the tests' own machines are told, too: Spark's code is not compiled for long. */
  private static final Path DIRECTIVES = Path.of("src/test/jvm/compiler-directives.json");

  private final String name;
  private final Map<String, String> environment;

  private Script(String name, Map<String, String> environment) {
    this.name = name;
    this.environment = environment;
  }

  /** Options of an executor that lives for seconds, which has to compute fast all the same. */
  static String shortLivedExecutor() {
    return SMALL
        + " -XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile="
        + DIRECTIVES.toAbsolutePath();
  }

  static Script sparkgrad() {
    return new Script("sparkgrad", Map.of());
  }

  /** The cluster's script, with this port and folder. */
  static Script localCluster(String port, Path directory) {
    return new Script(
        "local-cluster.sh",
        Map.of("SPARKGRAD_MASTER_PORT", port, "SPARKGRAD_CLUSTER_DIR", directory.toString()));
  }

  /** Runs the script with the embedded Spark from the project's directory. */
  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("submit/" + name));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile("sparkgrad-it", ".out");
    Path err = Files.createTempFile("sparkgrad-it", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("SPARK_SUBMIT_OPTS", SHORT_LIVED);
    builder.environment().put("SPARK_DAEMON_JAVA_OPTS", SHORT_LIVED);
    builder.environment().putAll(environment);
    try {
      int code = await(builder.start(), command);
      return new Result(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static int await(Process process, List<String> command) throws InterruptedException {
    try {
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        fail(command + " did not end within " + BOUND_SECONDS + " s");
      }
      return process.exitValue();
    } finally {
      process.destroy();
    }
  }

  /** How a call ended and what it wrote. */
  record Result(int code, String out, String err) {
    Result endedWith(int expected) {
      assertEquals(expected, code, err);
      return this;
    }

    /** Standard output, which is to be one JSON document and nothing else. */
    JsonNode json() throws IOException {
      return ONE_DOCUMENT.readTree(out);
    }
  }
}
