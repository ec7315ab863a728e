package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TinyCifar;

/**
 * The only worker of a real cluster is killed in the middle of a run, which ends after a bounded
 * time with one line, and is gone on with on another cluster to the same weights.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostClusterProof {
  private static final Path CLUSTER_PLACE = Path.of("target/lost-cluster-it").toAbsolutePath();
  private static final Script CLUSTER = Script.localCluster("0", CLUSTER_PLACE);
  private static final String PATIENCE_SECONDS = "40";
  private static final String PROGRESS = "sparkgrad: train [0-9]+%, .*";

  @TempDir static Path place;
  private static Path data;

  @BeforeAll
  static void makeData() throws IOException, InterruptedException {
    CLUSTER.run("stop");
    data = TinyCifar.write(place.resolve("tiny"), 40, 20);
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    CLUSTER.run("stop").endedWith(0);
  }

  private static String startCluster() throws IOException, InterruptedException {
    return CLUSTER.run("start", "--workers", "1").endedWith(0).out().strip();
  }

  private static Script.Result train(String master, Path run, String iterations, String... more)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("--master", master));
    arguments.addAll(List.of("--conf", "spark.sparkgrad.executorWaitSeconds=" + PATIENCE_SECONDS));
    arguments.addAll(List.of("train", "--json", "--data", data.toString()));
    arguments.addAll(List.of("--out", run.toString(), "--batch-size", "20"));
    arguments.addAll(List.of("--iterations", iterations, "--checkpoint-interval", "5"));
    arguments.addAll(List.of(more));
    return Script.sparkgrad().run(arguments.toArray(String[]::new));
  }

  private static JsonNode cell(Script.Result result) throws IOException {
    return result.endedWith(0).json().get("cells").get(0);
  }

  private static String status(Path run) throws IOException {
    Path manifest = run.resolve("manifest.json");
    return new ObjectMapper().readTree(manifest.toFile()).get("status").asText();
  }

  @Test
  void endsWithOneLineAndIsGoneOnWithToTheSameWeights() throws Exception {
    final String iterations = "100";
    JsonNode expected = cell(train("local[2]", place.resolve("local"), iterations));
    Path run = place.resolve("cluster");
    Script.Result lost =
        trainAndKillTheWorker(startCluster(), run, iterations, () -> null).endedWith(1);
    assertEquals("", lost.out());
    assertFalse(lost.err().contains("\tat "), lost.err());
    List<String> said =
        lost.err()
            .lines()
            .dropWhile(line -> !line.contains("training 1 cell"))
            .skip(1)
            .filter(line -> line.startsWith("sparkgrad: ") && !line.matches(PROGRESS))
            .toList();
    assertEquals(1, said.size(), lost.err());
    for (String part : List.of("none for " + PATIENCE_SECONDS + " seconds", "--resume")) {
      assertTrue(said.get(0).contains(part), said.get(0));
    }
    assertEquals("interrupted", status(run));

    CLUSTER.run("stop").endedWith(0);
    JsonNode found = cell(train(startCluster(), run, iterations, "--resume"));
    assertEquals(expected.get("weights_sha256"), found.get("weights_sha256"));
    assertEquals("done", status(run));
  }

  /**
   * Its tasks are lost, and what it had cached; another worker in its place has all of it again.
   */
  @Test
  void goesOnWhenAWorkerComesBack() throws Exception {
    final String iterations = "100";
    JsonNode expected = cell(train("local[2]", place.resolve("local-2"), iterations));
    String master = startCluster();
    Path run = place.resolve("back");
    JsonNode found = cell(trainAndReplaceTheWorker(master, run, iterations));
    assertEquals(expected.get("weights_sha256"), found.get("weights_sha256"));
    assertEquals("done", status(run));
  }

  private static Script.Result trainAndReplaceTheWorker(String master, Path run, String iterations)
      throws Exception {
    List<Process> workers = new ArrayList<>();
    try {
      return trainAndKillTheWorker(
          master,
          run,
          iterations,
          () -> workers.add(SecondWorker.start(master, "127.0.0.1", CLUSTER_PLACE)));
    } finally {
      workers.forEach(Process::destroy);
    }
  }

  private static void killTheWorker() throws Exception {
    String worker = Files.readString(CLUSTER_PLACE.resolve("worker-1.pid")).strip();
    ProcessHandle process = ProcessHandle.of(Long.parseLong(worker)).orElseThrow();
    assertTrue(process.destroyForcibly());
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  /**
   * @param afterwards done while the run goes on without its worker
   */
  private static Script.Result trainAndKillTheWorker(
      String master, Path run, String iterations, Callable<?> afterwards) throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<Script.Result> training = thread.submit(() -> train(master, run, iterations));
      while (!Checkpoints.exist(run)) {
        assertGoesOn(training);
        Thread.sleep(20);
      }
      killTheWorker();
      assertGoesOn(training);
      afterwards.call();
      return training.get();
    } finally {
      thread.shutdownNow();
    }
  }

  private static void assertGoesOn(Future<Script.Result> training) throws Exception {
    if (training.isDone()) {
      fail("the run ended before its worker was killed: " + training.get().err());
    }
  }
}
