package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.cli.Call;
import org.sparkgrad.cli.LocalMaster;

/** An executor of a real cluster is killed in the middle of a run, which ends as if it had not. */
@ExtendWith(LocalMaster.class)
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostExecutorProof {
  private static final Path CLUSTER_PLACE = Path.of("target/lost-executor-it").toAbsolutePath();
  private static final Script CLUSTER = Script.localCluster("0", CLUSTER_PLACE);
  private static final String ITERATIONS = "150";

  /** With layers that are fitted, drawn and normalised. */
  private static final String NETWORK =
      "whiten(2):gelu:max-pool(4):conv(6,3,bias=false):batch-norm(group=16):relu:dropout(0.2):affine(10)";

  @TempDir static Path place;
  private static Path data;
  private static String master;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    CLUSTER.run("stop");
    master = CLUSTER.run("start").endedWith(0).out().strip();
    data = place.resolve("synthetic");
    Script.sparkgrad()
        .run("data", "synth", data.toString(), "--train-rows", "1300", "--test-rows", "100")
        .endedWith(0);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    CLUSTER.run("stop").endedWith(0);
  }

  /** Three blocks of rows in three partitions, so that both executors have some. */
  private static List<String> train(String model, Path run) {
    List<String> arguments = new ArrayList<>(List.of("train", "--json"));
    arguments.addAll(List.of("--model", model, "--sampling", "stratified"));
    arguments.addAll(List.of("--flip", "alternating", "--crop", "2"));
    arguments.addAll(List.of("--data", data.toString(), "--out", run.toString()));
    arguments.addAll(List.of("--partitions", "3", "--batch-size", "200"));
    arguments.addAll(List.of("--iterations", ITERATIONS, "--checkpoint-interval", "10"));
    return arguments;
  }

  private static Script.Result trainOnTheCluster(String model, Path run)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    arguments.addAll(train(model, run));
    return Script.sparkgrad().run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", NETWORK})
  void givesTheWeightsOfOneMachine(String model, @TempDir Path runs) throws Exception {
    JsonNode expected =
        Call.of(train(model, runs.resolve("local")).toArray(String[]::new))
            .endedWith(0)
            .json()
            .get("cells")
            .get(0);
    final long before = executorsStarted();
    JsonNode found =
        trainAndKill(model, runs.resolve("cluster")).endedWith(0).json().get("cells").get(0);
    assertEquals(ITERATIONS, found.get("iterations_run").asText());
    for (String column : List.of("weights_sha256", "train_loss", "test_accuracy")) {
      assertEquals(expected.get(column), found.get(column), column);
    }
    assertEquals(3, executorsStarted() - before, "executors, one in the place of the lost one");
  }

  private static Script.Result trainAndKill(String model, Path run) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Script.Result> training = thread.submit(() -> trainOnTheCluster(model, run));
      await(training, () -> Checkpoints.exist(run));
      ProcessHandle executor = executor();
      assertTrue(executor.destroyForcibly());
      executor.onExit().get(10, TimeUnit.SECONDS);
      assertFalse(training.isDone(), "the run ended before its executor was killed");
      return training.get();
    } finally {
      thread.shutdownNow();
    }
  }

  private static void await(Future<?> training, Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      assertFalse(training.isDone(), "the run ended before its first checkpoint");
      Thread.sleep(20);
    }
  }

  /** A worker's only executor; for a moment it may have other children, which start one. */
  private static ProcessHandle executor() throws IOException {
    String worker = Files.readString(CLUSTER_PLACE.resolve("worker-1.pid")).strip();
    List<ProcessHandle> children =
        ProcessHandle.of(Long.parseLong(worker))
            .orElseThrow()
            .children()
            .filter(LostExecutorProof::isExecutor)
            .toList();
    assertEquals(1, children.size(), "executors of one worker");
    return children.get(0);
  }

  private static boolean isExecutor(ProcessHandle process) {
    return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
  }

  /** Workers make a folder for each executor of an application; older ones may be there, too. */
  private static long executorsStarted() throws IOException {
    Path work = Files.createDirectories(CLUSTER_PLACE.resolve("work"));
    try (Stream<Path> folders = Files.walk(work, 2)) {
      return folders.filter(folder -> folder.getFileName().toString().matches("[0-9]+")).count();
    }
  }
}
