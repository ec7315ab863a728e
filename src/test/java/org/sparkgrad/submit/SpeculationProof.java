package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Copies of tasks race the tasks, whichever comes first counts, and the weights stay the same. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpeculationProof {
  private static final Path CLUSTER_PLACE = Path.of("target/speculation-it").toAbsolutePath();
  private static final Script CLUSTER = Script.localCluster("0", CLUSTER_PLACE);

  /** Any task that still runs when another of its step has ended gets a copy. */
  private static final List<String> SPECULATION =
      List.of(
          "spark.speculation=true",
          "spark.speculation.interval=5ms",
          "spark.speculation.multiplier=0.01",
          "spark.speculation.quantile=0.3",
          "spark.speculation.minTaskRuntime=0ms",
          "spark.speculation.efficiency.enabled=false",
          "spark.locality.wait=0s",
          "spark.eventLog.enabled=true",
          "spark.eventLog.compress=false",
          "spark.eventLog.rolling.enabled=false");

  @TempDir static Path place;
  private static Path data;
  private static String master;
  private static Process secondWorker;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    CLUSTER.run("stop");
    master = CLUSTER.run("start", "--workers", "1").endedWith(0).out().strip();
    // Spark never puts a copy on the host of the task, so this worker has an address of its own.
    secondWorker = SecondWorker.start(master, "127.0.0.2", CLUSTER_PLACE);
    data = place.resolve("synthetic");
    Script.sparkgrad()
        .run("data", "synth", data.toString(), "--train-rows", "1300", "--test-rows", "100")
        .endedWith(0);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    if (secondWorker != null) {
      secondWorker.destroy();
    }
    CLUSTER.run("stop").endedWith(0);
  }

  private static JsonNode train(Path run, List<String> sparkOptions)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(sparkOptions);
    arguments.addAll(List.of("train", "--json", "--data", data.toString()));
    arguments.addAll(List.of("--out", run.toString(), "--partitions", "3"));
    arguments.addAll(List.of("--batch-size", "200", "--iterations", "60"));
    return Script.sparkgrad()
        .run(arguments.toArray(String[]::new))
        .endedWith(0)
        .json()
        .get("cells")
        .get(0);
  }

  @Test
  void givesTheWeightsOfOneMachine() throws IOException, InterruptedException {
    Path events = Files.createDirectories(place.resolve("events"));
    List<String> options = new ArrayList<>(List.of("--master", master));
    SPECULATION.forEach(setting -> options.addAll(List.of("--conf", setting)));
    options.addAll(List.of("--conf", "spark.eventLog.dir=" + events.toUri()));
    JsonNode found = train(place.resolve("cluster"), options);
    assertTrue(copiesThatCameFirst(events) > 0, "no copy of a task came first");
    JsonNode expected = train(place.resolve("local"), List.of("--master", "local[2]"));
    assertEquals(expected.get("weights_sha256"), found.get("weights_sha256"));
  }

  private static long copiesThatCameFirst(Path events) throws IOException {
    long count = 0;
    try (Stream<Path> logs = Files.list(events)) {
      for (Path log : logs.toList()) {
        count += Files.readAllLines(log).stream().filter(SpeculationProof::cameFirst).count();
      }
    }
    return count;
  }

  private static boolean cameFirst(String event) {
    return event.contains("\"SparkListenerTaskEnd\"")
        && event.contains("\"Speculative\":true")
        && event.contains("\"Reason\":\"Success\"");
  }
}
