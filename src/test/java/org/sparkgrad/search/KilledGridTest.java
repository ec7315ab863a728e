package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.Loaded;
import org.sparkgrad.MortalFileSystem;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.WrittenRun;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;

/**
 * Grids that are killed again and again in the midst of a change that they make to their run
 * directory, on a local disk and on an object store, and gone on with each time: they end with the
 * tables and models of one that was left alone. {@code KilledRunProof} kills whole processes.
 */
@ExtendWith(SharedSpark.class)
class KilledGridTest {
  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = 8, testRows = 10) TrainingData loaded) {
    data = loaded;
  }

  private static List<Cell> cells() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.LEARNING_RATE, List.of(0.01, 0.02, 0.03));
    axes.put(Hyperparameter.BATCH_SIZE, List.of(10));
    axes.put(Hyperparameter.VALIDATION, List.of(10));
    axes.put(Hyperparameter.ITERATIONS, List.of(6));
    return new Grid(axes).cells();
  }

  private static void run(Configuration hadoop, String uri, String how, SparkSession session) {
    SearchSettings search =
        new SearchSettings(
            2,
            how.equals("fused"),
            how.equals("halving") ? Optional.of(new Halving(2, Optional.of(2))) : Optional.empty());
    RunDirectory directory = RunDirectory.at(hadoop, uri);
    Experiment.Settings settings =
        new Experiment.Settings(
            search,
            new CellTrainer.Settings(2, 2, false),
            how.equals("fused"), // Whose final model's predictions take most of the time.
            directory.isRun(),
            Map.of());
    new Experiment(session, data, directory, settings, TrainingListener.NONE).run(cells());
  }

  /** Whether it ended before it was done. */
  private static boolean isKilled(String uri, String how, int changes, SparkSession session) {
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    MortalFileSystem.install(hadoop, changes);
    try {
      run(hadoop, uri, how, session);
      return false;
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      assertTrue(MortalFileSystem.isDead(), () -> "it fails by itself: " + e);
      return true;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mortal, separate, 5",
    "mortal, fused, 5",
    "mortal, halving, 5",
    "mortalstore, separate, 5"
  })
  void endsAsIfItHadNeverBeenKilled(String scheme, String how, int kills, SparkSession session)
      throws IOException {
    Path run = place.resolve("run");
    String uri = scheme + "://" + run;
    WrittenRun alone = new WrittenRun(place.resolve("alone"));
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    MortalFileSystem.install(hadoop, Integer.MAX_VALUE);
    run(hadoop, scheme + "://" + alone.run(), how, session);
    int changes = Integer.MAX_VALUE - MortalFileSystem.left();
    Random random = new Random(scheme.hashCode() + how.hashCode());
    for (int killed = 0; killed < kills; ) {
      if (isKilled(uri, how, random.nextInt(changes), session)) {
        killed++;
        leaveNoLease(run);
        requireWhatHasEnded(new WrittenRun(run), alone, scheme.equals("mortal"));
      } else {
        new WrittenRun(run).assertSameAs(alone);
        delete(run);
      }
    }
    MortalFileSystem.install(hadoop, Integer.MAX_VALUE);
    run(hadoop, uri, how, session);
    new WrittenRun(run).assertSameAs(alone);
  }

  /** On an object store a table may be half moved, which the next process mends. */
  private static void requireWhatHasEnded(WrittenRun run, WrittenRun alone, boolean atomic) {
    for (String table : atomic ? WrittenRun.TABLES : List.<String>of()) {
      List<String> rows = run.rows(table);
      assertEquals(new HashSet<>(rows).size(), rows.size(), table + " has rows twice");
      assertTrue(new HashSet<>(alone.rows(table)).containsAll(rows), table);
    }
  }

  /** This process lives on, though its file system does not. */
  private static void leaveNoLease(Path run) throws IOException {
    for (String name : List.of("run", ".run.old")) {
      Files.deleteIfExists(run.resolveSibling(name).resolve("lease.json"));
    }
  }

  private static void delete(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
