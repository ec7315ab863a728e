package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.CifarShape;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.Loaded;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.patch.PatchDictionary;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;

/** Training on codes of patches, whose dictionary is fitted to the training part. */
@ExtendWith(SharedSpark.class)
class PatchFeaturesTrainingTest {
  private static final String PATCHES =
      "patches(size=8,stride=8,filters=20,sample=400,rounds=2)|standardize";
  private static final String TWO =
      "patches(size=8,stride=8,filters=9,sample=99,dictionary=random,mirrors=true)+hsv"
          + "+patches(size=4,stride=4,filters=12,sample=300,dictionary=k-means,coding=triangle)"
          + "|standardize|pca(20)";
  private static final Configuration HADOOP = new Configuration();
  private static final int ROWS = 1500;
  private static final int TEST_ROWS = 100;

  @TempDir Path place;
  private static LoadedData loaded;
  private static TrainingData data;

  @BeforeAll
  static void load(
      @Loaded(rowsPerFile = ROWS / 5, testRows = TEST_ROWS, partitions = 1, synthetic = true)
          LoadedData made) {
    loaded = made;
    data = made.data();
  }

  private static Cell cell(String features, boolean flip) {
    return Cells.of(
        "features=" + features,
        "flip=" + (flip ? "random" : "none"),
        "learning-rate=0.01",
        "batch-size=200",
        "iterations=12",
        "validation=0");
  }

  private static CellResult train(TrainingData of, Cell cell) {
    return CellTrainer.of(of, new CellTrainer.Settings(0, 0, true)).train(cell);
  }

  private static String sha256(CellResult result) {
    return result.model().orElseThrow().weightsSha256();
  }

  private static PreparedData prepare(String features, int rows) {
    return data.prepare(cell(features, false).hyperparameters(), new RowRange(0, rows));
  }

  @ParameterizedTest
  @CsvSource({"'" + PATCHES + "', false", "'" + PATCHES + "', true", "'" + TWO + "', false"})
  void hasOneSetOfBitsHoweverTheWorkIsSpread(
      String features, boolean flip, JavaSparkContext context) {
    CellResult result = train(data, cell(features, flip));
    assertTrue(result.train().orElseThrow().accuracy() > 0.2, "0.1 is chance");
    for (int partitions : new int[] {2, 7}) {
      try (TrainingData spread = LoadedData.load(context, loaded.directory(), partitions)) {
        CellResult again = train(spread, cell(features, flip));
        assertEquals(sha256(result), sha256(again));
        assertEquals(result.test().orElseThrow().meanLoss(), again.test().orElseThrow().meanLoss());
      }
    }
  }

  @Test
  void flipsMakeNoDifferenceIfMirrorImagesAreAdded() {
    String features = PATCHES.replace("rounds=2", "mirrors=true,rounds=2");
    assertEquals(
        sha256(train(data, cell(features, false))), sha256(train(data, cell(features, true))));
  }

  @Test
  void cellsShareADictionaryOfOneTrainingPart() {
    PreparedData all = prepare(PATCHES, ROWS);
    PreparedData centred = prepare(PATCHES.replace("standardize", "center"), ROWS);
    PreparedData part = prepare(PATCHES, ROWS - 500);
    assertSame(all.train(), centred.train());
    assertNotSame(all.train(), part.train());
    assertFalse(Arrays.equals(filters(all, 0), filters(part, 0)));
    assertSame(all.train(), prepare(PATCHES, ROWS).train());
  }

  private static float[] filters(PreparedData prepared, int index) {
    return prepared.features().dictionaries().get(index).filters();
  }

  @ParameterizedTest
  @ValueSource(strings = {PATCHES, TWO})
  void theDictionariesComeBackWithTheModel(String features) {
    CellResult result = train(data, cell(features, false));
    TrainedModel back = savedAndRead(features, result.model().orElseThrow());
    assertEquals(CifarShape.features(features), back.features().pipeline());
    for (int i = 0; i < back.features().dictionaries().size(); i++) {
      PatchDictionary written = result.model().orElseThrow().features().dictionaries().get(i);
      PatchDictionary read = back.features().dictionaries().get(i);
      assertArrayEquals(written.filters(), read.filters());
      assertArrayEquals(written.whitening().weights(), read.whitening().weights());
      assertArrayEquals(written.whitening().mean(), read.whitening().mean());
    }
    try (PreparedRows rows = back.features().prepare(data.test().blocks())) {
      assertEquals(
          result.test().orElseThrow().meanLoss(),
          back.evaluator().evaluate(rows.blocks(), new RowRange(0, TEST_ROWS)).meanLoss());
    }
  }

  private TrainedModel savedAndRead(String features, TrainedModel model) {
    String directory = place.resolve("model").toString();
    SavedModel.write(
        Directory.at(HADOOP, directory), model, cell(features, false).hyperparameters(), 16);
    return SavedModel.read(HADOOP, directory);
  }

  @Test
  void aFilterThatWasAlteredIsRefused() throws IOException {
    TrainedModel model = train(data, cell(PATCHES, false)).model().orElseThrow();
    savedAndRead(PATCHES, model);
    Path file = place.resolve("model").resolve("patches_filters.npy");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    var error =
        assertThrows(
            DataException.class, () -> SavedModel.read(HADOOP, place.resolve("model").toString()));
    assertTrue(error.getMessage().contains("patches_filters.npy: SHA-256"), error.getMessage());
  }

  /** The blocks of images stay, and what is fitted to all rows. */
  @Test
  void featuresOfOtherPartsAreFreedBeforeTheFinalModel(JavaSparkContext context) {
    try (TrainingData again = LoadedData.load(context, loaded.directory(), 2)) {
      Hyperparameters cell = cell(PATCHES, false).hyperparameters();
      final PreparedData whole = again.prepare(cell, new RowRange(0, ROWS));
      final KeptBySpark before = KeptBySpark.now(context);
      PreparedData part = again.prepare(cell, new RowRange(0, ROWS - 500));
      assertEquals(2, KeptBySpark.now(context).since(before).rdds().size());
      again.releaseParts();
      assertEquals(0, KeptBySpark.now(context).since(before).rdds().size());
      assertSame(whole.train(), again.prepare(cell, new RowRange(0, ROWS)).train());
      assertNotSame(part.train(), again.prepare(cell, new RowRange(0, ROWS - 500)).train());
    }
  }

  @Test
  void memoryIsGivenBack(JavaSparkContext context) {
    final KeptBySpark before = KeptBySpark.now(context);
    try (TrainingData again = LoadedData.load(context, loaded.directory(), 2)) {
      train(again, cell(PATCHES, false));
      assertEquals(4, KeptBySpark.now(context).since(before).rdds().size());
    }
    assertEquals(0, KeptBySpark.now(context).since(before).rdds().size());
  }
}
