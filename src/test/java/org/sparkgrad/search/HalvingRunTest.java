package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TableRows;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.Told;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;
import org.sparkgrad.train.WeightsSummary;

/** A grid with successive halving is the plain grid less what it saves. */
@ExtendWith(SharedSpark.class)
class HalvingRunTest {
  private static final int TRAIN_ROWS = 60;
  private static final int ITERATIONS = 18;

  /** Nine cells: rungs at 2, 6 and 18 iterations, of 9, 3 and 1 cells. */
  private static final Optional<Halving> THIRDS = Optional.of(new Halving(3, Optional.empty()));

  private static final Map<Long, Integer> CELLS_BY_RUNG_END = Map.of(2L, 9, 6L, 3, 18L, 1);

  @TempDir static Path shared;
  private static TrainingData data;
  private static List<CellResult> plain;
  private static List<CellResult> halved;
  private static Map<String, List<Row>> plainCurves;
  private static Map<String, List<Row>> halvedCurves;

  @TempDir Path place;

  @BeforeAll
  static void load(
      @Loaded(rowsPerFile = TRAIN_ROWS / 5, testRows = 20) TrainingData loaded,
      SparkSession session) {
    data = loaded;
    plain =
        experiment(session, shared.resolve("plain"), settings(Optional.empty(), 2, false, false))
            .run(cells())
            .results();
    halved =
        experiment(session, shared.resolve("halved"), settings(THIRDS, 2, false, false))
            .run(cells())
            .results();
    plainCurves = Curves.of(shared.resolve("plain"));
    halvedCurves = Curves.of(shared.resolve("halved"));
  }

  /** What a cell remembers between steps and how far its schedule has come must not be lost. */
  private static Map<Hyperparameter<?>, List<Object>> axes() {
    Map<Hyperparameter<?>, List<Object>> axes = new LinkedHashMap<>();
    axes.put(
        Hyperparameter.LEARNING_RATE, List.of(1e-5, 3e-5, 1e-4, 2e-4, 3e-4, 5e-4, 1e-3, 3e-3, 0.3));
    axes.put(Hyperparameter.SCHEDULE, List.of(Hyperparameter.SCHEDULE.parse("linear")));
    axes.put(Hyperparameter.MOMENTUM, List.of(0.9));
    axes.put(Hyperparameter.INIT_SCALE, List.of(0.01));
    axes.put(Hyperparameter.BATCH_SIZE, List.of(7));
    axes.put(Hyperparameter.VALIDATION, List.of(20));
    axes.put(Hyperparameter.ITERATIONS, List.of(ITERATIONS));
    return axes;
  }

  private static List<Cell> cells() {
    return new Grid(axes()).cells();
  }

  private static Cell cell(String name, double rate, String features) {
    return new Cell(
        name,
        cells()
            .get(0)
            .hyperparameters()
            .with(Hyperparameter.LEARNING_RATE, rate)
            .with(Hyperparameter.FEATURES, features));
  }

  /** Curves are measured at every second iteration, among them the ends of the rungs. */
  private static Experiment.Settings settings(
      Optional<Halving> halving, int parallelism, boolean fused, boolean resume) {
    return new Experiment.Settings(
        new SearchSettings(parallelism, fused, halving),
        new CellTrainer.Settings(2, 4, true),
        true,
        resume,
        Map.of("command", "grid"));
  }

  private static Experiment experiment(
      SparkSession session, Path target, Experiment.Settings settings) {
    return experiment(session, target, settings, TrainingListener.NONE);
  }

  private static Experiment experiment(
      SparkSession session, Path target, Experiment.Settings settings, TrainingListener progress) {
    RunDirectory directory = RunDirectory.at(new Configuration(), target.toString());
    return new Experiment(session, data, directory, settings, progress);
  }

  /** All but the seconds and the curve. */
  private static List<Object> figures(CellResult result) {
    List<Object> figures = new ArrayList<>();
    figures.add(result.cell().name());
    figures.add(result.status());
    figures.add(result.rung());
    figures.add(result.stopReason());
    figures.add(result.iterationsRun());
    figures.add(result.train().map(Evaluation::meanLoss));
    figures.add(result.validation().map(Evaluation::meanLoss));
    figures.add(result.validation().map(Evaluation::accuracy));
    figures.add(result.test().map(Evaluation::meanLoss));
    figures.add(result.weights().map(WeightsSummary::sha256));
    return figures;
  }

  private static List<List<Object>> figures(List<CellResult> results) {
    return results.stream().map(HalvingRunTest::figures).toList();
  }

  private static CellResult named(List<CellResult> results, String name) {
    return results.stream()
        .filter(result -> result.cell().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<CellResult> ofStatus(CellStatus status) {
    return halved.subList(0, 9).stream().filter(result -> result.status() == status).toList();
  }

  /** By the plain grid's curve. */
  private static double accuracyAfter(String cell, long iterations) {
    return plainCurves.get(cell).get((int) iterations - 1).getAs("validation_accuracy");
  }

  private static List<String> models(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("models"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void survivorsHaveTheBitsOfThePlainGrid() {
    assertEquals(1, ofStatus(CellStatus.OK).size());
    CellResult survivor = ofStatus(CellStatus.OK).get(0);
    CellResult alone = named(plain, survivor.cell().name());
    assertEquals(Optional.of(3), survivor.rung());
    assertEquals(Optional.empty(), alone.rung());
    assertEquals(alone.stopReason(), survivor.stopReason());
    String name = survivor.cell().name();
    assertEquals(ITERATIONS, halvedCurves.get(name).size());
    assertEquals(plainCurves.get(name), halvedCurves.get(name));
    assertEquals(alone.weights().orElseThrow().sha256(), survivor.weights().orElseThrow().sha256());
    assertEquals(alone.train().orElseThrow().meanLoss(), survivor.train().orElseThrow().meanLoss());
    assertEquals(alone.test().orElseThrow().meanLoss(), survivor.test().orElseThrow().meanLoss());
  }

  /** Adam counts its steps, and the average spans both rungs: it begins after 18 - 16 steps. */
  @Test
  void survivorsKeepWhatRulesAndAveragesRemember(SparkSession session) {
    Map<Hyperparameter<?>, List<Object>> axes = axes();
    axes.remove(Hyperparameter.MOMENTUM);
    axes.put(Hyperparameter.UPDATE_RULE, List.of(Hyperparameter.UPDATE_RULE.parse("adam")));
    axes.put(Hyperparameter.LEARNING_RATE, List.of(1e-4, 1e-3, 1e-2));
    axes.put(Hyperparameter.AVERAGE, List.of(BigDecimal.valueOf(16.0 / ITERATIONS)));
    List<Cell> three = new Grid(axes).cells();
    List<CellResult> alone =
        experiment(session, place.resolve("plain"), settings(Optional.empty(), 2, true, false))
            .run(three)
            .results();
    List<CellResult> found =
        experiment(session, place.resolve("halved"), settings(THIRDS, 2, true, false))
            .run(three)
            .results();
    CellResult survivor =
        found.stream().filter(each -> each.status() == CellStatus.OK).findFirst().orElseThrow();
    assertEquals(Optional.of(2), survivor.rung());
    assertEquals(
        named(alone, survivor.cell().name()).weights().orElseThrow().sha256(),
        survivor.weights().orElseThrow().sha256());
  }

  @Test
  void prunedCellsAreThePlainOnesAtTheirRung() {
    for (CellResult pruned : ofStatus(CellStatus.PRUNED)) {
      String name = pruned.cell().name();
      long ran = pruned.iterationsRun();
      assertEquals(pruned.rung().orElseThrow() == 1 ? 2 : 6, ran);
      assertEquals(plainCurves.get(name).subList(0, (int) ran), halvedCurves.get(name));
      assertEquals(accuracyAfter(name, ran), pruned.validation().orElseThrow().accuracy());
      assertEquals(Optional.empty(), pruned.stopReason());
      assertEquals(Optional.empty(), pruned.train());
      assertEquals(Optional.empty(), pruned.test());
    }
  }

  /** No pruned cell was better, at its rung, than one that went on. */
  @Test
  void theBestThirdOfEachRungSurvives() {
    for (long end : List.of(2L, 6L)) {
      List<CellResult> entered =
          halved.subList(0, 9).stream().filter(each -> each.iterationsRun() >= end).toList();
      assertEquals(CELLS_BY_RUNG_END.get(end), entered.size());
      double worstSurvivor = 1;
      double bestPruned = 0;
      for (CellResult each : entered) {
        double accuracy = accuracyAfter(each.cell().name(), end);
        if (each.iterationsRun() > end) {
          worstSurvivor = Math.min(worstSurvivor, accuracy);
        } else {
          bestPruned = Math.max(bestPruned, accuracy);
        }
      }
      assertTrue(worstSurvivor >= bestPruned, worstSurvivor + " and " + bestPruned);
      assertTrue(worstSurvivor > 0.1, "no better than chance: " + worstSurvivor);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false", "3, true"})
  void parallelismAndFusionChangeNothing(int parallelism, boolean fused, SparkSession session) {
    List<CellResult> found =
        experiment(session, place, settings(THIRDS, parallelism, fused, false))
            .run(cells())
            .results();
    assertEquals(figures(halved), figures(found));
    assertEquals(halvedCurves, Curves.of(place));
  }

  /** From some iteration on, each cell fails at its next one, and what follows is not done. */
  private void runInPart(SparkSession session, boolean fused, int iterations) {
    AtomicLong told = new AtomicLong();
    TrainingListener stop =
        (cell, point) -> {
          if (told.incrementAndGet() >= iterations) {
            throw new AssertionError("stopped");
          }
        };
    Experiment experiment = experiment(session, place, settings(THIRDS, 1, fused, false), stop);
    boolean failed;
    try {
      failed = experiment.run(cells()).failed();
    } catch (AssertionError e) {
      failed = true;
    }
    assertTrue(failed);
  }

  /**
   * In the first rung, which has 9 * 2 iterations, and with its last one, in the second, which has
   * 3 * 4, in the third, which has 12, and with the final model.
   */
  @ParameterizedTest
  @CsvSource({"11, false", "18, false", "23, false", "35, false", "50, false", "21, true"})
  void goesOnInTheMiddle(int iterations, boolean fused, SparkSession session) {
    runInPart(session, fused, iterations);
    Experiment resumed = experiment(session, place, settings(THIRDS, 2, fused, true));
    resumed.requireResumable(cells());
    assertEquals(figures(halved), figures(resumed.run(cells()).results()));
    assertEquals(halvedCurves, Curves.of(place));
  }

  /** Copies one of the runs that all tests share to where it may be changed. */
  private void copyHere(String run) throws IOException {
    try (Stream<Path> files = Files.walk(shared.resolve(run))) {
      for (Path each : files.toList()) {
        Path copy = place.resolve(shared.resolve(run).relativize(each).toString());
        Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void makesNoIterationTwice(SparkSession session) throws IOException {
    copyHere("halved");
    Told told = new Told();
    List<CellResult> again =
        experiment(session, place, settings(THIRDS, 2, false, true), told).run(cells()).results();
    assertEquals(figures(halved), figures(again));
    assertEquals(halvedCurves, Curves.of(place));
    assertEquals(0, told.made());
  }

  /** A cell that failed for a passing reason takes part in all rungs when the run goes on. */
  @Test
  void givesCellsThatFailedTheirChanceAgain(SparkSession session) {
    AtomicLong told = new AtomicLong();
    TrainingListener failOnce =
        (cell, point) -> {
          if (told.incrementAndGet() == 3) {
            throw new IllegalStateException("meant to fail");
          }
        };
    List<CellResult> first =
        experiment(session, place, settings(THIRDS, 1, false, false), failOnce)
            .run(cells())
            .results();
    assertEquals(CellStatus.FAILED, first.get(1).status());
    assertEquals(Optional.of(1), first.get(1).rung());
    List<CellResult> resumed =
        experiment(session, place, settings(THIRDS, 1, false, true)).run(cells()).results();
    assertEquals(figures(halved), figures(resumed));
  }

  @Test
  void savesNoModelOfAPrunedCell() throws IOException {
    String survivor = ofStatus(CellStatus.OK).get(0).cell().name();
    assertEquals(List.of(survivor, "final"), models(shared.resolve("halved")));
  }

  @Test
  void keepsTheModelsThatAPlainGridLeftOfCellsThatItPrunes(SparkSession session)
      throws IOException {
    copyHere("plain");
    assertEquals(10, models(place).size());
    List<CellResult> found =
        experiment(session, place, settings(THIRDS, 2, true, true)).run(cells()).results();
    assertEquals(figures(halved), figures(found));
    assertEquals(10, models(place).size());
  }

  @Test
  void tellsOfAllIterationsAlsoOfThoseThatAreNotMade(SparkSession session) {
    List<Cell> cells = new ArrayList<>(cells());
    cells.add(cell("diverging", 1e39, "raw|standardize"));
    cells.add(cell("failing", 0.01, "raw|pca(1000)"));
    Told told = new Told();
    List<CellResult> results =
        experiment(session, place, settings(THIRDS, 2, false, false), told).run(cells).results();
    assertEquals(CellStatus.DIVERGED, named(results, "diverging").status());
    assertEquals(Optional.of(1), named(results, "diverging").rung());
    assertEquals(CellStatus.FAILED, named(results, "failing").status());
    assertEquals(results.stream().mapToLong(CellResult::iterationsRun).sum(), told.made());
    assertEquals(results.size(), told.ended().size());
    assertEquals(0, told.running());
  }

  @Test
  void eachCellIsARowWithItsRung() {
    List<Row> rows = TableRows.of(shared.resolve("halved/results"));
    assertEquals(10, rows.size());
    for (Row row : rows) {
      CellResult result = named(halved, row.getAs("cell"));
      assertEquals(result.status().label(), row.getAs("status"));
      assertEquals(result.rung().orElse(null), row.getAs("rung"));
      assertEquals(result.iterationsRun(), row.<Long>getAs("iterations_run"));
      assertEquals(
          result.status() == CellStatus.PRUNED ? null : "iterations", row.getAs("stop_reason"));
      assertEquals(
          result.validation().map(Evaluation::accuracy).orElse(null),
          row.getAs("validation_accuracy"));
    }
  }

  @Test
  void trainsTheBestSurvivorOnAllRows() {
    CellResult last = named(halved, "final");
    String survivor = ofStatus(CellStatus.OK).get(0).cell().name();
    Hyperparameters best = named(halved, survivor).cell().hyperparameters();
    assertEquals(
        best.with(Hyperparameter.VALIDATION, 0).toString(),
        last.cell().hyperparameters().toString());
    assertEquals(Optional.empty(), last.rung());
    assertEquals(TRAIN_ROWS, last.train().orElseThrow().confusion().rows());
  }
}
