package org.sparkgrad.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.Loaded;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.RunDirectory;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.config.ScheduleKind;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.loss.LossKind;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.CellTrainer;
import org.sparkgrad.train.TrainingData;
import org.sparkgrad.train.TrainingListener;
import org.sparkgrad.train.WeightsSummary;

@ExtendWith(SharedSpark.class)
class FusedTest {
  /** Rates by penalties, rules and schedules; the last rate diverges. */
  private static final Map<Hyperparameter<?>, List<Object>> MIXED =
      Map.of(
          Hyperparameter.LEARNING_RATE, List.of(0.001, 0.01, 1e39),
          Hyperparameter.L1, List.of(0.0, 0.01),
          Hyperparameter.L2, List.of(0.5),
          Hyperparameter.UPDATE_RULE, List.of(RuleKind.MOMENTUM, RuleKind.ADAM),
          Hyperparameter.MOMENTUM, List.of(0.5),
          Hyperparameter.SCHEDULE, List.of(ScheduleKind.CONSTANT, ScheduleKind.COSINE),
          Hyperparameter.AVERAGE, List.of(BigDecimal.valueOf(0.5)),
          Hyperparameter.BATCH_SIZE, List.of(300),
          Hyperparameter.ITERATIONS, List.of(8),
          Hyperparameter.VALIDATION, List.of(500));

  /** Of each way to vary images, cells that are trained in one pass. */
  private static final Map<Hyperparameter<?>, List<Object>> AUGMENTED =
      Map.of(
          Hyperparameter.FLIP, List.of(FlipKind.NONE, FlipKind.RANDOM),
          Hyperparameter.CROP, List.of(0, 4),
          Hyperparameter.LEARNING_RATE, List.of(0.001, 0.01),
          Hyperparameter.BATCH_SIZE, List.of(300),
          Hyperparameter.ITERATIONS, List.of(4),
          Hyperparameter.VALIDATION, List.of(500));

  @TempDir static Path place;
  private static TrainingData data;

  /** More rows than a block holds, so that sums are merged. */
  @BeforeAll
  static void load(
      @Loaded(rowsPerFile = 600, testRows = 100, synthetic = true) TrainingData loaded) {
    data = loaded;
  }

  private static List<CellResult> run(
      SparkSession session, Map<Hyperparameter<?>, List<Object>> axes, String name, boolean fused) {
    Experiment.Settings settings =
        new Experiment.Settings(
            new SearchSettings(2, fused, Optional.empty()),
            new CellTrainer.Settings(4, 0, true),
            true,
            false,
            Map.of());
    RunDirectory directory = RunDirectory.at(new Configuration(), place.resolve(name).toString());
    return new Experiment(session, data, directory, settings, TrainingListener.NONE)
        .run(new Grid(axes).cells())
        .results();
  }

  private static List<Object> figures(CellResult result) {
    List<Object> figures = new ArrayList<>();
    figures.add(result.cell().name());
    figures.add(result.status());
    figures.add(result.iterationsRun());
    figures.add(result.weights().map(WeightsSummary::sha256));
    figures.add(result.train().map(each -> each.meanLoss()));
    figures.add(result.validation().map(each -> each.meanLoss()));
    figures.add(result.test().map(each -> each.meanLoss()));
    return figures;
  }

  @Test
  void everyCellHasTheBitsOfItsSeparateRun(SparkSession session) {
    List<CellResult> separate = run(session, MIXED, "separate", false);
    List<CellResult> fused = run(session, MIXED, "fused", true);
    assertEquals(
        separate.stream().map(FusedTest::figures).toList(),
        fused.stream().map(FusedTest::figures).toList());
    assertEquals(Curves.of(place.resolve("separate")), Curves.of(place.resolve("fused")));
    assertEquals(24 + 1, fused.size());
    assertEquals(8, fused.stream().filter(each -> each.status() == CellStatus.DIVERGED).count());
  }

  @Test
  void cellsOfVariedImagesHaveTheBitsOfTheirSeparateRuns(SparkSession session) {
    List<CellResult> separate = run(session, AUGMENTED, "augmented-separate", false);
    List<CellResult> fused = run(session, AUGMENTED, "augmented-fused", true);
    assertEquals(
        separate.stream().map(FusedTest::figures).toList(),
        fused.stream().map(FusedTest::figures).toList());
    assertEquals(
        Curves.of(place.resolve("augmented-separate")),
        Curves.of(place.resolve("augmented-fused")));
    assertEquals(8, fused.stream().limit(8).map(each -> figures(each).get(3)).distinct().count());
  }

  private static List<List<String>> groups(int largest, Map<Hyperparameter<?>, List<Object>> axes) {
    return FusedGroups.of(new Grid(axes).cells(), cell -> 0, cell -> largest).stream()
        .map(group -> group.stream().map(Cell::name).toList())
        .toList();
  }

  @Test
  void cellsThatReadOtherRowsAreNotFused() {
    assertEquals(
        List.of(List.of("cell-1", "cell-3"), List.of("cell-2", "cell-4")),
        groups(
            9,
            Map.of(
                Hyperparameter.LEARNING_RATE, List.of(0.1, 0.2),
                Hyperparameter.SEED, List.of(1L, 2L))));
  }

  /** Losses vary before margins, and those before penalties. */
  @Test
  void cellsOfOtherLossesAreNotFused() {
    assertEquals(
        List.of(
            List.of("cell-1", "cell-2"),
            List.of("cell-3", "cell-4"),
            List.of("cell-5", "cell-6"),
            List.of("cell-7", "cell-8")),
        groups(
            9,
            Map.of(
                Hyperparameter.LOSS, List.of(LossKind.HINGE, LossKind.SQUARED_HINGE),
                Hyperparameter.MARGIN, List.of(1.0, 2.0),
                Hyperparameter.MAX_NORM, List.of(0.0, 1.0))));
  }

  @Test
  void cellsThatVaryImagesOtherwiseAreNotFused() {
    assertEquals(
        List.of(List.of("cell-1"), List.of("cell-2"), List.of("cell-3"), List.of("cell-4")),
        groups(
            9,
            Map.of(
                Hyperparameter.FLIP, List.of(FlipKind.NONE, FlipKind.RANDOM),
                Hyperparameter.CROP, List.of(0, 4))));
  }

  @Test
  void cellsAtOtherIterationsAreNotFused() {
    List<Cell> cells =
        new Grid(Map.of(Hyperparameter.LEARNING_RATE, List.of(0.1, 0.2, 0.3))).cells();
    List<List<Cell>> groups =
        FusedGroups.of(cells, cell -> cell.name().equals("cell-2") ? 500 : 0, cell -> 9);
    assertEquals(List.of(List.of(cells.get(0), cells.get(2)), List.of(cells.get(1))), groups);
  }

  @Test
  void noGroupIsLargerThanAllowed() {
    assertEquals(
        List.of(List.of("cell-1", "cell-2"), List.of("cell-3")),
        groups(2, Map.of(Hyperparameter.LEARNING_RATE, List.of(0.1, 0.2, 0.3))));
  }

  /** 100 MiB * 0.8 / (2 sums * 30,730 parameters * 4 bytes) = 341.2. */
  @Test
  void whatAStepSendsBackFitsTheLimit() {
    SparkConf conf = new SparkConf(false).set("spark.driver.maxResultSize", "100m");
    assertEquals(341, ResultLimit.of(conf, 2, 30_730).cells());
    assertEquals(1, ResultLimit.of(conf, 10_000, 30_730).cells());
    conf.set("spark.driver.maxResultSize", "0");
    assertEquals(Long.MAX_VALUE, ResultLimit.of(conf, 2, 30_730).maxResultBytes());
  }

  /** 1 GiB * 0.4 / (30,730 parameters * (2 sums * 4 + 28) bytes) = 388.2. */
  @Test
  void whatAPassKeepsFitsTheHeap() {
    assertEquals(388, new ResultLimit(Long.MAX_VALUE, 1L << 30, 2, 30_730).cells());
  }
}
