package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that overwrites a run is killed by SIGKILL: the old run is there or the new one, with
 * what the user has put into it, and the next call goes on from there.
 */
class KilledOverwriteProof extends OnTinyData {
  private static final String[] OLD = {"--seed", "1"};
  private static final String[] NEW = {"--seed", "2", "--checkpoint-interval", "1"};

  /** So many that a kill comes while they are deleted. */
  private static final int OLD_FILES = 5000;

  private Path mine;

  @BeforeEach
  void trainTheOldRun() throws IOException {
    TinyRun.json("train", data, out, OLD).done();
    mine = Files.writeString(out.resolve("mine.txt"), "precious");
    Path many = Files.createDirectory(out.resolve("models/many"));
    for (int i = 0; i < OLD_FILES; i++) {
      Files.createFile(many.resolve("file-" + i));
    }
  }

  private CallProcess overwrite(int iterations) throws IOException {
    return CallProcess.start(
        place,
        List.of(),
        Stream.of(
                Stream.of("train", "--data", data.toString(), "--out", out.toString()),
                Stream.of(NEW),
                Stream.of("--batch-size", "10", "--iterations", "" + iterations, "--overwrite"))
            .flatMap(words -> words)
            .toList());
  }

  private int seed(Path run) throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(run.resolve("manifest.json").toFile());
    assertEquals("done", manifest.get("status").asText());
    Call.of("evaluate", run.resolve("models/cell-1").toString(), "--data", data.toString()).done();
    JsonNode model = new ObjectMapper().readTree(run.resolve("models/cell-1/model.json").toFile());
    return model.get("hyperparameters").get("seed").asInt();
  }

  /** Between the two moves of a directory the old one has another name until the next call. */
  private Path whole() {
    return Files.exists(out) ? out : place.resolve(".run.old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".run.new",
        ".run.new/manifest.json",
        ".run.new/models",
        ".run.new/results",
        ".run.old"
      })
  void leavesTheOldRunOrTheNew(String moment) throws IOException, InterruptedException {
    try (CallProcess call = overwrite(20)) {
      call.awaitFile(place.resolve(moment));
      call.kill();
    }
    int seed = seed(whole());
    assertTrue(seed == 1 || moment.equals(".run.old"), "the new one took its place too early");
    goOn();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 700, 1500, 3000})
  void leavesItAtAnyMoment(int millis) throws IOException, InterruptedException {
    try (CallProcess call = overwrite(200)) {
      call.awaitLine("starting Spark");
      Thread.sleep(millis);
      call.kill();
    }
    seed(whole());
    goOn();
  }

  /** Leftovers hinder no later call, and go. */
  private void goOn() throws IOException {
    TinyRun.json("train", data, out, "--seed", "3", "--overwrite").done();
    assertEquals(3, seed(out));
    assertEquals("precious", Files.readString(mine));
    for (String left : List.of(".run.new", ".run.old", "run/lease.json")) {
      assertFalse(Files.exists(place.resolve(left)), left);
    }
  }
}
