package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TableRows;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;

/** What a run has found is in its tables from the moment on that it has been found. */
@ExtendWith(SharedSpark.class)
class DurableResultsTest {
  private static final int ITERATIONS = 6;

  private static TrainingData data;

  @TempDir Path place;

  @BeforeAll
  static void load(@Loaded(rowsPerFile = 12, testRows = 20) TrainingData loaded) {
    data = loaded;
  }

  /** Three good cells and one that diverges, two of each batch size. */
  private static List<Cell> cells() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(Hyperparameter.LEARNING_RATE, List.of(0.01, 1e39));
    axes.put(Hyperparameter.BATCH_SIZE, List.of(10, 20));
    axes.put(Hyperparameter.VALIDATION, List.of(20));
    axes.put(Hyperparameter.ITERATIONS, List.of(ITERATIONS));
    return new Grid(axes).cells();
  }

  private Experiment.Outcome run(
      SparkSession session, SearchSettings search, boolean resume, TrainingListener listener) {
    Experiment.Settings settings =
        new Experiment.Settings(
            search, new CellTrainer.Settings(2, 2, false), true, resume, Map.of());
    RunDirectory directory = RunDirectory.at(new Configuration(), place.toString());
    return new Experiment(session, data, directory, settings, listener).run(cells());
  }

  private List<String> cells(String table) {
    return TableRows.texts(place.resolve(table), "cell").stream().sorted().toList();
  }

  /** Compares the tables at the beginning of each cell with the cells that have ended by then. */
  private final class Reading implements TrainingListener {
    private final List<String> ended = new ArrayList<>();
    private int readings;

    @Override
    public void iterated(Cell cell, CurvePoint point) {}

    @Override
    public void began(Cell cell, long iteration, long made) {
      assertEquals(ended.stream().sorted().toList(), cells("results"));
      assertEquals(ended.stream().sorted().toList(), cells("curves").stream().distinct().toList());
      readings++;
    }

    @Override
    public void ended(CellResult result) {
      assertTrue(result.curve().isEmpty());
      ended.add(result.cell().name());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areThereWhenTheNextCellBegins(boolean fused, SparkSession session) {
    Reading reading = new Reading();
    Experiment.Outcome outcome =
        run(session, new SearchSettings(1, fused, Optional.empty()), false, reading);
    assertEquals(5, reading.readings);
    assertEquals(5, outcome.results().size());
    for (CellResult result : outcome.results()) {
      assertTrue(result.curve().isEmpty() && result.model().isEmpty());
    }
    assertEquals(List.of("cell-1", "cell-2", "cell-3", "cell-4", "final"), cells("results"));
  }

  /** Of a pruned cell too, with its rung. */
  @Test
  void areThereOfCellsThatASearchGivesUp(SparkSession session) {
    List<String> atTheEnd = new ArrayList<>();
    TrainingListener last =
        new TrainingListener() {
          @Override
          public void iterated(Cell cell, CurvePoint point) {}

          @Override
          public void began(Cell cell, long iteration, long made) {
            if (cell.repetition().isPresent()) {
              atTheEnd.addAll(rows());
            }
          }
        };
    SearchSettings halving =
        new SearchSettings(1, true, Optional.of(new Halving(4, Optional.of(2))));
    run(session, halving, false, last);
    List<String> rows = rows();
    assertEquals(rows.stream().filter(row -> !row.contains("final_of:")).toList(), atTheEnd);
    assertTrue(TableRows.texts(place.resolve("results"), "status").contains("pruned"));
  }

  private List<String> rows() {
    return TableRows.groups(place.resolve("results")).stream()
        .map(Group::toString)
        .sorted()
        .toList();
  }

  /** Rows of before are there until the cell has ended again, and then in the new ones' place. */
  @Test
  void areThereOnceWhenTheRunGoesOn(SparkSession session) {
    SearchSettings search = new SearchSettings(2, false, Optional.empty());
    run(session, search, false, TrainingListener.NONE);
    List<String> whole = cells("results");
    final int points = cells("curves").size();
    final int counts = cells("confusion").size();
    List<List<String>> seen = new ArrayList<>();
    TrainingListener reading =
        new TrainingListener() {
          @Override
          public void iterated(Cell cell, CurvePoint point) {}

          @Override
          public synchronized void ended(CellResult result) {
            seen.add(cells("results"));
          }
        };
    run(session, search, true, reading);
    assertEquals(List.of(whole, whole, whole, whole, whole), seen);
    assertEquals(whole, cells("results"));
    assertEquals(points, cells("curves").size());
    assertEquals(counts, cells("confusion").size());
  }
}
