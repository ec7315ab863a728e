package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;

/** A search leaves nothing in Spark once its data is closed, however its cells end. */
@ExtendWith(SharedSpark.class)
class SearchRemainsTest {
  private static final int FUSED = 10;

  private static final String THROWS = "throws";

  @TempDir static Path place;
  private static Path directory;

  @BeforeAll
  static void write() {
    directory = TinyCifar.write(place.resolve("tiny"), 12, 20);
  }

  private static Cell cell(String name, double rate) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.VALIDATION, 20);
    given.put(Hyperparameter.BATCH_SIZE, 10);
    given.put(Hyperparameter.ITERATIONS, 6);
    return new Cell(name, Hyperparameters.of(given));
  }

  /** Cells of which the first has a rate of its own. */
  private static List<Cell> group(int size, String name, double firstRate) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      cells.add(cell(name + "-" + i, i == 0 ? firstRate : 0.01));
    }
    return cells;
  }

  /**
   * Groups of one, then fused ones: they end well, one cell diverges, and an exception ends all.
   */
  private static List<List<Cell>> groups() {
    List<List<Cell>> groups = new ArrayList<>();
    for (int size : new int[] {1, FUSED}) {
      groups.add(group(size, "ends", 0.01));
      groups.add(group(size, "diverges", 1e39));
      groups.add(group(size, THROWS, 0.01));
    }
    return groups;
  }

  private static List<CellStatus> expected() {
    List<CellStatus> statuses = new ArrayList<>();
    for (int size : new int[] {1, FUSED}) {
      statuses.addAll(Collections.nCopies(size, CellStatus.OK));
      statuses.add(CellStatus.DIVERGED);
      statuses.addAll(Collections.nCopies(size - 1, CellStatus.OK));
      statuses.addAll(Collections.nCopies(size, CellStatus.FAILED));
    }
    return statuses;
  }

  private static List<CellResult> search(JavaSparkContext context, TrainingData data) {
    return new GridSearch(context, group -> train(data, group), 2, result -> result)
        .runGroups(groups());
  }

  private static List<CellResult> train(TrainingData data, List<Cell> group) {
    CellTrainer.Settings settings = new CellTrainer.Settings(2, 0, true);
    TrainingListener progress =
        group.get(0).name().startsWith(THROWS)
            ? throwing(3L * group.size())
            : TrainingListener.NONE;
    return new CellTrainer(data, Optional.empty(), settings, progress).trainGroup(group);
  }

  /** Throws in the middle of training. */
  private static TrainingListener throwing(long iterations) {
    AtomicLong told = new AtomicLong();
    return (cell, point) -> {
      if (told.incrementAndGet() >= iterations) {
        throw new IllegalStateException("meant to fail after " + iterations);
      }
    };
  }

  private static TrainingData load(JavaSparkContext context) {
    return LoadedData.load(context, directory, 2);
  }

  private static List<CellStatus> statuses(List<CellResult> results) {
    for (CellResult result : results) {
      String error = result.error().orElse("meant to fail");
      assertTrue(error.contains("meant to fail"), error);
    }
    return results.stream().map(CellResult::status).toList();
  }

  @Test
  void whereCellsEndDivergeAndThrow(JavaSparkContext context) {
    final KeptBySpark before = KeptBySpark.now(context);
    try (TrainingData data = load(context)) {
      assertEquals(expected(), statuses(search(context, data)));
      assertEquals(2, KeptBySpark.now(context).since(before).rdds().size());
    }
    assertEquals(Set.of(), KeptBySpark.now(context).since(before).rdds());
    KeptBySpark after = KeptBySpark.collected(context, kept -> kept.since(before).isNothing());
    assertEquals(Set.of(), after.since(before).blocks().keySet());
  }
}
