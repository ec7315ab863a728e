package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.Cells;
import org.sparkgrad.CifarShape;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.Loaded;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;

/** Training on features behind a stage that mixes all values of a row. */
@ExtendWith(SharedSpark.class)
class ProjectedFeaturesTest {
  private static final String FEATURES =
      "hog(block=1)+hsv(cell=32)|standardize|pca(0.9)|standardize";
  private static final Configuration HADOOP = new Configuration();

  /** Two blocks. */
  private static final int ROWS = 6500;

  @TempDir static Path place;
  private static LoadedData loaded;
  private static TrainingData data;

  @BeforeAll
  static void load(
      @Loaded(rowsPerFile = ROWS / 5, testRows = 100, partitions = 1, synthetic = true)
          LoadedData made) {
    loaded = made;
    data = made.data();
  }

  private static Cell cell(String features, boolean flip) {
    return Cells.of(
        "features=" + features,
        "flip=" + (flip ? "random" : "none"),
        "learning-rate=0.05",
        "batch-size=200",
        "iterations=12",
        "validation=0");
  }

  private static CellTrainer trainer(TrainingData of) {
    return CellTrainer.of(of, new CellTrainer.Settings(0, 0, true));
  }

  private static String sha256(CellResult result) {
    return result.model().orElseThrow().weightsSha256();
  }

  private static float[] features(Block block, int row, FeatureScaling scaling) {
    float[] features = new float[scaling.features()];
    block.features(row, scaling, features, 0);
    return features;
  }

  private static FeatureScaling asTheyAre(int size) {
    float[] ones = new float[size];
    Arrays.fill(ones, 1);
    return new FeatureScaling(ones, new float[size]);
  }

  @ParameterizedTest
  @CsvSource({
    "hog(block=1)+hsv(cell=32)|standardize|pca(0.9)|standardize, false",
    "hog(block=1)+hsv(cell=32)|standardize|pca(0.9)|standardize, true",
    "'hog(block=1)|pca(20,whiten)', true",
    "hog(block=1)|zca(0.001), false"
  })
  void hasOneSetOfBitsHoweverTheWorkIsSpread(
      String features, boolean flip, JavaSparkContext context) {
    CellResult result = trainer(data).train(cell(features, flip));
    assertTrue(result.train().orElseThrow().accuracy() > 0.3, "0.1 is chance");
    for (int partitions : new int[] {2, 7}) {
      try (TrainingData spread = LoadedData.load(context, loaded.directory(), partitions)) {
        CellResult again = trainer(spread).train(cell(features, flip));
        assertEquals(sha256(result), sha256(again));
        assertEquals(result.test().orElseThrow().meanLoss(), again.test().orElseThrow().meanLoss());
      }
    }
  }

  @Test
  void flipsMakeADifference() {
    assertNotEquals(
        sha256(trainer(data).train(cell(FEATURES, false))),
        sha256(trainer(data).train(cell(FEATURES, true))));
  }

  /** Against a loop in doubles over what the fitted parts hold. */
  @Test
  void rowsAreScaledThenProjectedThenScaled() {
    Hyperparameters cell = cell(FEATURES, false).hyperparameters();
    PreparedData prepared = data.prepare(cell, new RowRange(0, ROWS));
    FittedFeatures fitted = prepared.features();
    float[] mean = fitted.projection().orElseThrow().projection().mean();
    float[] weights = fitted.projection().orElseThrow().projection().weights();
    Hyperparameters sources = cell("hog(block=1)+hsv(cell=32)", false).hyperparameters();
    Block extracted = data.prepare(sources, new RowRange(0, ROWS)).test().first();
    Block projected = prepared.test().first();
    for (int row = 0; row < 5; row++) {
      float[] values = features(extracted, row, asTheyAre(mean.length));
      float[] found = features(projected, row, fitted.scaling());
      for (int k = 0; k < found.length; k++) {
        double component = 0;
        for (int j = 0; j < mean.length; j++) {
          FeatureScaling before = fitted.projection().orElseThrow().before();
          double scaled = values[j] * (double) before.scale()[j] + before.offset()[j];
          component += weights[k * mean.length + j] * (scaled - mean[j]);
        }
        double expected = component * fitted.scaling().scale()[k] + fitted.scaling().offset()[k];
        assertEquals(expected, found[k], 1e-3);
      }
    }
  }

  /** Components are uncorrelated, which the stage behind makes of variance 1 each. */
  @Test
  void componentsOfTheTrainingPartHaveTheIdentityForCovariance() {
    Hyperparameters cell = cell(FEATURES, false).hyperparameters();
    PreparedData prepared = data.prepare(cell, new RowRange(0, ROWS));
    int size = prepared.features().scaling().features();
    double[] products = new double[size * size];
    for (Block block : prepared.train().collect()) {
      for (int row = block.firstRow(); row < block.endRow(); row++) {
        float[] x = features(block, row, prepared.features().scaling());
        for (int i = 0; i < size * size; i++) {
          products[i] += x[i / size] * x[i % size];
        }
      }
    }
    for (int i = 0; i < size * size; i++) {
      assertEquals(i / size == i % size ? 1 : 0, products[i] / ROWS, 2e-3);
    }
  }

  @Test
  void cellsShareWhatIsProjected() {
    RowRange all = new RowRange(0, ROWS);
    PreparedData first = data.prepare(cell(FEATURES, false).hyperparameters(), all);
    String others = FEATURES.replace("|pca(0.9)|standardize", "|pca(0.9)");
    PreparedData second = data.prepare(cell(others, false).hyperparameters(), all);
    assertSame(first.train(), second.train());
    PreparedData ofPart =
        data.prepare(cell(FEATURES, false).hyperparameters(), new RowRange(0, ROWS - 500));
    assertNotEquals(
        first.features().projection().orElseThrow().projection().mean()[0],
        ofPart.features().projection().orElseThrow().projection().mean()[0]);
  }

  /** Moments and covariance of the extracted values, statistics of the components: once for all. */
  @Test
  void cellsShareWhatIsFitted(JavaSparkContext context) {
    RowRange all = new RowRange(0, ROWS);
    Hyperparameters cell = cell(FEATURES, true).hyperparameters();
    try (TrainingData fresh = LoadedData.load(context, loaded.directory(), 2)) {
      context.setJobGroup("first cell", "");
      fresh.prepare(cell, all);
      context.setJobGroup("second cell", "");
      fresh.prepare(cell, all);
      fresh.prepare(cell.with(Hyperparameter.LEARNING_RATE, 0.5), all);
      context.setJobGroup("afterwards", "");
      fresh.train().blocks().count();
    } finally {
      context.clearJobGroup();
    }
    await(() -> jobs(context, "afterwards") == 1);
    assertTrue(jobs(context, "first cell") > 0);
    assertEquals(0, jobs(context, "second cell"));
  }

  private static int jobs(JavaSparkContext context, String group) {
    return context.statusTracker().getJobIdsForGroup(group).length;
  }

  /** Spark hears of jobs in the background, one after the other. */
  private static void await(BooleanSupplier heard) {
    while (!heard.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void tooFewRowsForTheComponentsAreRefusedInWords() {
    Hyperparameters cell = cell("hog(block=1):pca(20)", false).hyperparameters();
    var error = assertThrows(DataException.class, () -> data.prepare(cell, new RowRange(0, 20)));
    assertEquals(
        "fit features: expected at least 21 training rows for 'pca(20)', found 20",
        error.getMessage());
    assertEquals(20, data.prepare(cell, new RowRange(0, 21)).features().scaling().features());
  }

  @Test
  void whatRowsAreComputedWithIsDestroyedOnClosing(JavaSparkContext context) {
    FittedFeatures fitted =
        data.prepare(cell(FEATURES, false).hyperparameters(), new RowRange(0, ROWS)).features();
    PreparedRows rows = fitted.prepare(data.test().blocks());
    rows.blocks().count();
    String name = "broadcast_" + rows.computedWith().get(0).id();
    assertTrue(KeptBySpark.now(context).broadcasts().contains(name));
    rows.close();
    KeptBySpark after = KeptBySpark.awaited(context, kept -> !kept.broadcasts().contains(name));
    assertFalse(after.broadcasts().contains(name));
  }

  @Test
  void memoryIsGivenBack(JavaSparkContext context) {
    final KeptBySpark before = KeptBySpark.now(context);
    try (TrainingData again = LoadedData.load(context, loaded.directory(), 2)) {
      trainer(again).train(cell(FEATURES, false));
      assertEquals(6, KeptBySpark.now(context).since(before).rdds().size());
    }
    assertEquals(0, KeptBySpark.now(context).since(before).rdds().size());
  }

  @Test
  void theFittedFeaturesComeBackWithTheModel() {
    CellResult result = trainer(data).train(cell(FEATURES, false));
    TrainedModel model = result.model().orElseThrow();
    String directory = place.resolve("model").toString();
    SavedModel.write(
        Directory.at(HADOOP, directory), model, cell(FEATURES, false).hyperparameters(), 16);
    TrainedModel back = SavedModel.read(HADOOP, directory);
    assertEquals(CifarShape.features(FEATURES), back.features().pipeline());
    assertArrayEquals(
        model.features().projection().orElseThrow().projection().weights(),
        back.features().projection().orElseThrow().projection().weights());
    try (PreparedRows rows = back.features().prepare(data.test().blocks())) {
      assertEquals(
          result.test().orElseThrow().meanLoss(),
          back.evaluator().evaluate(rows.blocks(), new RowRange(0, 100)).meanLoss());
    }
  }
}
