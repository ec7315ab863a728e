package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TableRows;

/**
 * 1,000 cells in a process of 2 GiB, and more rows than its cache has room for. Prints how long
 * they take.
 */
@ExtendWith(LocalMaster.class)
class LoadProof {
  private static final int CELLS = Integer.getInteger("cells", 1000);
  private static final int ROWS = Integer.getInteger("rows", 500_000);
  private static final String HEAP = "-Xmx2g";

  @TempDir Path place;

  /** Training rows come in five files of as many each. */
  private Path synthesize(int rows) throws IOException, InterruptedException {
    Path data = place.resolve("data");
    String ofFile = Integer.toString(rows / 5);
    call(HEAP, "data", "synth", data.toString(), "--train-rows", ofFile, "--test-rows", "100");
    return data;
  }

  private void call(String heap, String... words) throws IOException, InterruptedException {
    List<String> options =
        List.of(heap, "-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+UseG1GC");
    long start = System.nanoTime();
    try (CallProcess call = CallProcess.start(place, options, List.of(words))) {
      CallProcess.Result result = call.await();
      assertEquals(0, result.code(), result.err());
    }
    double seconds = (System.nanoTime() - start) * 1e-9;
    System.out.printf(Locale.ROOT, "%s %s: %.1f seconds%n", heap, words[0], seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--parallelism=2", "--fused"})
  void manyCells(String how) throws IOException, InterruptedException {
    Path data = synthesize(500);
    String rates =
        IntStream.rangeClosed(1, CELLS).mapToObj(i -> i + "e-6").collect(Collectors.joining(","));
    Path run = place.resolve("run");
    List<String> words = new ArrayList<>(List.of("grid", "--learning-rate", rates));
    words.addAll(List.of("--batch-size", "50", "--validation", "100", "--iterations", "20"));
    words.addAll(List.of("--data", data.toString(), "--out", run.toString(), how));
    call(HEAP, words.toArray(String[]::new));
    assertEquals(CELLS + 1, TableRows.groups(run.resolve("results")).size());
    assertEquals((CELLS + 1) * 20, TableRows.groups(run.resolve("curves")).size());
    double training =
        TableRows.texts(run.resolve("results"), "seconds").stream()
            .mapToDouble(Double::parseDouble)
            .sum();
    System.out.printf(Locale.ROOT, "%s: %.1f seconds in cells%n", how, training);
  }

  /** Blocks that find no room are read from disk. */
  @Test
  void moreRowsThanTheCacheHasRoomFor() throws IOException, InterruptedException {
    Path data = synthesize(ROWS);
    assertEquals(weights(data, "-Xmx5g"), weights(data, "-Xmx1g"));
  }

  private List<String> weights(Path data, String heap) throws IOException, InterruptedException {
    Path run = place.resolve("run" + heap);
    List<String> words = new ArrayList<>(List.of("train", "--batch-size", "1000"));
    words.addAll(List.of("--iterations", "200", "--validation", "0"));
    words.addAll(List.of("--data", data.toString(), "--out", run.toString()));
    call(heap, words.toArray(String[]::new));
    return TableRows.texts(run.resolve("results"), "weights_sha256");
  }
}
