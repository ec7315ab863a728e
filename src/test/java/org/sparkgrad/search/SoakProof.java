package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TableRows;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;

/**
 * Grid after grid in one virtual machine, separate, fused, halving and gone on with, for two hours
 * or {@code -Dsoak.minutes}: heap, threads, open files and what Spark keeps grow no more once all
 * is warm, and the weights of each search are those of the first round.
 */
@ExtendWith(SharedSpark.class)
class SoakProof {
  private static final Duration LENGTH =
      Duration.ofMinutes(Integer.getInteger("soak.minutes", 120));

  /** The share of the time in which caches fill and code is compiled. */
  private static final int WARM_SHARE = 4;

  private static final long MOST_HEAP = 16 << 20;
  private static final int MOST_THREADS = 8;
  private static final int MOST_FILES = 8;

  @TempDir Path place;

  /** How often it prints what it holds. */
  private static final int ROWS = 8;

  /** What a process holds, after a collection of garbage. */
  private record Held(long heap, int threads, long files, Set<Integer> rdds) {
    /** A row of a table in Markdown. */
    String row(int rounds) {
      return "| %,d | %,d | %d | %d |".formatted(rounds, heap, threads, files);
    }

    static Held now(JavaSparkContext context) {
      KeptBySpark kept = KeptBySpark.collected(context, each -> each.rdds().isEmpty());
      System.gc();
      var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Held(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          ManagementFactory.getThreadMXBean().getThreadCount(),
          system.getOpenFileDescriptorCount(),
          kept.rdds());
    }
  }

  private static List<Cell> cells() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.LEARNING_RATE, List.of(0.01, 0.02, 0.03, 0.04));
    axes.put(Hyperparameter.BATCH_SIZE, List.of(10, 20));
    axes.put(Hyperparameter.VALIDATION, List.of(20));
    axes.put(Hyperparameter.ITERATIONS, List.of(20));
    return new Grid(axes).cells();
  }

  private static void run(
      SparkSession session, TrainingData data, Path target, SearchSettings search, boolean resume) {
    Experiment.Settings settings =
        new Experiment.Settings(
            search, new CellTrainer.Settings(5, 5, false), true, resume, Map.of());
    RunDirectory directory = RunDirectory.at(new Configuration(), target.toString());
    new Experiment(session, data, directory, settings, TrainingListener.NONE).run(cells());
  }

  private static List<String> weights(Path run) {
    return TableRows.texts(run.resolve("results"), "weights_sha256");
  }

  /** Loads, searches in four ways and goes on with what is done. */
  private List<String> round(SparkSession session, Path files) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Path target = place.resolve("run");
    List<String> rows = new ArrayList<>();
    try (TrainingData data = LoadedData.load(context, files, 2)) {
      Optional<Halving> halving = Optional.of(new Halving(2, Optional.of(3)));
      run(session, data, target, new SearchSettings(2, false, halving), false);
      rows.addAll(weights(target));
      run(session, data, target, new SearchSettings(1, true, Optional.empty()), false);
      rows.addAll(weights(target));
      run(session, data, target, new SearchSettings(2, false, Optional.empty()), false);
      rows.addAll(weights(target));
      run(session, data, target, new SearchSettings(2, false, Optional.empty()), true);
      rows.addAll(weights(target));
    }
    try (Stream<Path> found = Files.walk(target)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    return rows;
  }

  @Test
  void holdsNoMoreAtItsEndThanWhenItWasWarm(SparkSession session) throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Path files = TinyCifar.write(place.resolve("tiny"), 40, 20);
    final long start = System.nanoTime();
    final List<String> first = round(session, files);
    System.out.println("| rounds | heap, bytes | threads | open files |\n|---|---|---|---|");
    Held warm = null;
    int printed = 1;
    int rounds = 1;
    for (long spent = 0; spent < LENGTH.toNanos(); spent = System.nanoTime() - start) {
      assertEquals(first, round(session, files), "round " + rounds);
      rounds++;
      if (spent > LENGTH.toNanos() / ROWS * printed) {
        Held now = Held.now(context);
        System.out.println(now.row(rounds));
        warm = warm == null && spent > LENGTH.toNanos() / WARM_SHARE ? now : warm;
        printed++;
      }
    }
    Held end = Held.now(context);
    System.out.println(end.row(rounds));
    assertTrue(warm != null && end.heap() - warm.heap() < MOST_HEAP, "heap: " + end);
    assertTrue(end.threads() - warm.threads() < MOST_THREADS, "threads: " + end);
    assertTrue(end.files() - warm.files() < MOST_FILES, "files: " + end);
    assertEquals(Set.of(), end.rdds());
  }
}
