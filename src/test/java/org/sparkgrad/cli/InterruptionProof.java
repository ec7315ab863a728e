package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

/**
 * Calls in processes of their own that a signal ends: one line, their exit code, files in order.
 */
@ExtendWith(LocalMaster.class)
class InterruptionProof {
  private static final String[] LONG = {
    "--validation",
    "20",
    "--batch-size",
    "10",
    "--iterations",
    "1000000",
    "--checkpoint-interval",
    "1"
  };

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path place;

  @BeforeAll
  static void writeData() {
    data = TinyCifar.write(shared.resolve("tiny"), 40, 20);
  }

  private CallProcess start(String command, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--data", data.toString(), "--out", place.resolve("run").toString()));
    all.addAll(List.of(options));
    return CallProcess.start(place, List.of(), all);
  }

  private static void assertOneLine(CallProcess.Result result, int code) {
    assertEquals(code, result.code(), result.err());
    assertEquals("", result.out());
    assertFalse(result.err().contains("\tat "), result.err());
    assertFalse(result.err().contains("Exception"), result.err());
    assertEquals(
        1,
        result.err().lines().filter(line -> line.startsWith("sparkgrad: interrupted")).count(),
        result.err());
    assertTrue(result.lastLine().startsWith("sparkgrad: interrupted"), result.err());
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(place.resolve("run/manifest.json").toFile());
  }

  @ParameterizedTest
  @CsvSource({"INT, 130, train", "TERM, 143, train", "HUP, 129, train", "TERM, 143, grid"})
  void tellsHowToGoOnWithARun(String signal, int code, String command)
      throws IOException, InterruptedException {
    try (CallProcess call = start(command, LONG)) {
      assumeFalse(call.ignores(signal), "started in the background");
      call.awaitFile(place.resolve("run/checkpoints"));
      CallProcess.Result result = call.signal(signal);
      assertOneLine(result, code);
      assertTrue(
          result
              .lastLine()
              .endsWith(
                  "go on with sparkgrad %s --resume file:%s"
                      .formatted(command, place.resolve("run"))),
          result.err());
    }
    assertEquals("interrupted", manifest().get("status").asText());
    assertFalse(Files.exists(place.resolve("run/results")));
  }

  /** What a container is given before SIGKILL. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Without checkpoints of its own. */
  private static final String[] SHORT = {
    "--batch-size", "10", "--iterations", "3000", "--checkpoint-interval", "0", "--json"
  };

  private static String sha256(Call call) {
    return call.done().firstCell().get("weights_sha256").asText();
  }

  /** From the checkpoint that it has written because of the signal. */
  @ParameterizedTest
  @CsvSource({"TERM, 143, train", "HUP, 129, train", "INT, 130, train"})
  void isGoneOnWithToTheSameWeights(String signal, int code, String command)
      throws IOException, InterruptedException {
    Path run = place.resolve("run");
    String undisturbed = sha256(TinyRun.bare(command, data, place.resolve("other"), SHORT));
    try (CallProcess call = start(command, SHORT)) {
      assumeFalse(call.ignores(signal), "started in the background");
      call.awaitLine("training 1 cell");
      Thread.sleep(1500);
      assertFalse(Files.exists(run.resolve("checkpoints")));
      long start = System.nanoTime();
      assertOneLine(call.signal(signal), code);
      assertTrue(System.nanoTime() - start < PATIENCE.toNanos());
    }
    try (Stream<Path> files = Files.walk(run.resolve("checkpoints"))) {
      assertTrue(files.anyMatch(file -> file.endsWith("checkpoint.bin")));
    }
    List<String> again = new ArrayList<>(List.of(SHORT));
    again.add("--resume");
    assertEquals(
        undisturbed, sha256(TinyRun.bare(command, data, run, again.toArray(String[]::new))));
    assertEquals("done", manifest().get("status").asText());
  }

  /** The second one changes nothing. */
  @Test
  void endsOnceAtTwoSignals() throws IOException, InterruptedException {
    try (CallProcess call = start("train", LONG)) {
      call.awaitFile(place.resolve("run/checkpoints"));
      call.send("TERM");
      assertOneLine(call.signal("TERM"), 143);
    }
    assertEquals("interrupted", manifest().get("status").asText());
  }

  @Test
  void endsInTheMiddleOfTheTables() throws IOException, InterruptedException {
    Path run = place.resolve("run");
    try (CallProcess call = start("train", "--batch-size", "10", "--iterations", "5")) {
      call.awaitFile(run.resolve("curves"));
      assertOneLine(call.signal("TERM"), 143);
    }
    assertEquals("interrupted", manifest().get("status").asText());
    TinyRun.bare("train", data, run, "--batch-size", "10", "--iterations", "5", "--resume").done();
    assertEquals("ok", TinyRun.status(run, "cell-1"));
    assertFalse(Files.exists(run.resolve("curves/cell-1.parquet")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"starting Spark", "loading 220 images"})
  void endsBeforeTrainingToo(String phase) throws IOException, InterruptedException {
    try (CallProcess call = start("train", LONG)) {
      call.awaitLine(phase);
      assertOneLine(call.signal("TERM"), 143);
    }
  }

  /** What SIGKILL leaves is the lease of a process that is gone. */
  @ParameterizedTest
  @CsvSource({
    "TERM, starting Spark",
    "TERM, loading 220 images",
    "KILL, starting Spark",
    "KILL, loading 220 images"
  })
  void theSameCallWorksAfterAnEndBeforeTraining(String signal, String phase)
      throws IOException, InterruptedException {
    Path run = place.resolve("run");
    String[] words = {"--batch-size", "10", "--iterations", "5"};
    try (CallProcess call = start("train", words)) {
      call.awaitLine(phase);
      call.signal(signal);
    }
    assertEquals(signal.equals("KILL"), Files.exists(run.resolve("lease.json")));
    assertFalse(Files.exists(run.resolve("manifest.json")));
    try (CallProcess again = start("train", words)) {
      CallProcess.Result result = again.await();
      assertEquals(0, result.code(), result.err());
    }
    assertEquals("ok", TinyRun.status(run, "cell-1"));
    assertFalse(Files.exists(run.resolve("lease.json")));
  }

  @Test
  void leavesNoHalfWrittenFeatures() throws IOException, InterruptedException {
    try (CallProcess call = start("features", "--features", "hog")) {
      call.awaitLine("computing hog");
      assertOneLine(call.signal("TERM"), 143);
    }
    assertFalse(Files.exists(place.resolve("run")));
  }

  /** Of the heap that Spark asks for, of what the model needs at least, and in its training. */
  @ParameterizedTest
  @CsvSource({"220m, 10", "460m, 9000", "480m, 6000"})
  void saysWhatIsMissingIfMemoryRunsOut(String heap, String hidden)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("train", "--data", data.toString()));
    all.addAll(List.of("--out", place.resolve("run").toString(), "--model", "two-layer"));
    all.addAll(List.of("--hidden", hidden, "--batch-size", "10", "--iterations", "1"));
    try (CallProcess call =
        CallProcess.start(place, List.of("-Xmx" + heap, "-XX:TieredStopAtLevel=4"), all)) {
      CallProcess.Result result = call.await();
      assertEquals(1, result.code(), result.err());
      assertFalse(result.err().contains("\tat "), result.err());
      assertTrue((result.out() + result.err()).contains("--driver-memory"), result.err());
    }
  }
}
