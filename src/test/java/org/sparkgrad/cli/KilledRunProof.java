package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.WrittenRun;

/**
 * Grids whose driver SIGKILL ends again and again, at random moments, end with the tables and the
 * models of one that was left alone; and after each kill, the tables have what had ended, once.
 */
class KilledRunProof extends OnTinyData {
  /** Of each of the four kinds of grid, 100 in all, unless told by {@code -Dkills}. */
  private static final int KILLS = Integer.getInteger("kills", 25);

  /** Of a run that is left alone, on an idle machine; later kills find it done. */
  private static final int MOST_MILLIS = 6000;

  private static List<String> grid(String kind) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "grid",
                "--learning-rate",
                "0.001,0.002,0.003,0.004,0.005,0.006",
                "--batch-size",
                "10,20",
                "--validation",
                "20",
                "--iterations",
                kind.contains("conv") ? "60" : "150",
                "--curve-interval",
                "10",
                "--checkpoint-interval",
                "7"));
    words.addAll(List.of(kind.split(" ")));
    return words;
  }

  private CallProcess start(List<String> words) throws IOException {
    return CallProcess.start(place, List.of(), words);
  }

  private List<String> begin(String kind) {
    List<String> words = grid(kind);
    words.addAll(List.of("--data", data.toString(), "--out", out.toString()));
    return words;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--parallelism 2",
        "--fused",
        "--halving 3",
        "--model conv(3,5)|relu|max-pool(4)|affine(10)"
      })
  void endsAsIfItHadNeverBeenKilled(String kind) throws IOException, InterruptedException {
    Path alone = place.resolve("alone");
    List<String> words = grid(kind);
    words.addAll(List.of("--data", data.toString(), "--out", alone.toString()));
    Call.of(words.toArray(String[]::new)).done();
    Random random = new Random(kind.hashCode());
    for (int kills = 0; kills < KILLS; ) {
      List<String> call = isBegun() ? List.of("grid", "--resume", out.toString()) : begin(kind);
      if (isKilled(call, random.nextInt(MOST_MILLIS))) {
        kills++;
        requireWhatHasEnded(alone);
      } else {
        requireSame(alone);
        deleteRun();
      }
    }
    List<String> last = isBegun() ? List.of("grid", "--resume", out.toString()) : begin(kind);
    try (CallProcess call = start(last)) {
      CallProcess.Result result = call.await();
      assertEquals(0, result.code(), result.err());
    }
    requireSame(alone);
  }

  private boolean isBegun() {
    return Files.exists(out.resolve("manifest.json"));
  }

  private boolean isKilled(List<String> words, int millis)
      throws IOException, InterruptedException {
    try (CallProcess call = start(words)) {
      call.awaitLine("training 12 cells");
      Thread.sleep(millis);
      call.kill();
      return call.await().code() != 0;
    }
  }

  private void requireWhatHasEnded(Path alone) {
    WrittenRun found = new WrittenRun(out);
    for (String table : WrittenRun.TABLES) {
      List<String> rows = found.rows(table);
      assertEquals(new HashSet<>(rows).size(), rows.size(), table + " has rows twice");
      assertTrue(new HashSet<>(new WrittenRun(alone).rows(table)).containsAll(rows), table);
    }
    assertTrue(cells(found, "curves").containsAll(cells(found, "results")));
  }

  private static Set<String> cells(WrittenRun run, String table) {
    Set<String> cells = new HashSet<>();
    run.rows(table).forEach(row -> cells.add(row.split("; ", 2)[0]));
    return cells;
  }

  private void requireSame(Path alone) {
    new WrittenRun(out).assertSameAs(new WrittenRun(alone));
  }

  private void deleteRun() throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
