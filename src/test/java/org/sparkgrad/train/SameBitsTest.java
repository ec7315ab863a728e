package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.search.GridSearch;

/** One seed gives one set of weights, however the rows and the work are spread. */
@ExtendWith(SharedSpark.class)
class SameBitsTest {
  private static final List<Cell> CELLS =
      List.of(
          ThreeBlocks.cell("cell-1", 0.003),
          ThreeBlocks.cell("cell-2", 0.01),
          ThreeBlocks.cell("cell-3", 0.03));

  @TempDir static Path place;
  private static Path directory;
  private static TrainingData data;
  private static FeatureScaling scaling;
  private static String expected;

  /** What is expected is made without Spark but for the features, which all rows are fitted to. */
  @BeforeAll
  static void trainInMemory(JavaSparkContext context) {
    directory = ThreeBlocks.write(place.resolve("tiny"));
    data = ThreeBlocks.load(context, directory, 1);
    scaling = ThreeBlocks.scaling(data);
    expected = ThreeBlocks.trainInMemory(ThreeBlocks.inMemory(), scaling);
  }

  @AfterAll
  static void unload() {
    data.close();
  }

  /** Otherwise equal bits would say little. */
  @Test
  void theTrainingLearnsAndDependsOnItsSettings() {
    CellResult result = ThreeBlocks.train(data, ThreeBlocks.cell());
    assertTrue(result.train().orElseThrow().accuracy() > 0.9);
    CellResult other = ThreeBlocks.train(data, ThreeBlocks.cell("cell-1", 0.0101));
    assertNotEquals(ThreeBlocks.sha256(result), ThreeBlocks.sha256(other));
  }

  @Test
  void theRowsMakeThreeBlocks() {
    List<Integer> ends = data.train().blocks().map(Block::endRow).collect();
    assertEquals(List.of(4333, 8666, ThreeBlocks.ROWS), ends);
  }

  /** 3 is a partition for each block; of 40, most have none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void inAnyNumberOfPartitions(int partitions, JavaSparkContext context) {
    try (TrainingData spread = ThreeBlocks.load(context, directory, partitions)) {
      assertEquals(partitions, spread.train().blocks().getNumPartitions());
      assertEquals(expected, ThreeBlocks.sha256(ThreeBlocks.train(spread, ThreeBlocks.cell())));
    }
  }

  /** Blocks are a part of what is trained: their number changes the last bits. */
  @Test
  void theNumberOfBlocksIsItsOwn(JavaSparkContext context) {
    try (TrainingData others =
        ThreeBlocks.load(context, directory, new DataLayout(2).inBlocks(5))) {
      assertEquals(5, others.blocks());
      CellResult result = ThreeBlocks.train(others, ThreeBlocks.cell());
      assertNotEquals(expected, ThreeBlocks.sha256(result));
      assertEquals(
          ThreeBlocks.train(data, ThreeBlocks.cell()).train().orElseThrow().meanLoss(),
          result.train().orElseThrow().meanLoss(),
          1e-6);
    }
  }

  /** Whatever the model; a two-layer model draws at random for each row. */
  @ParameterizedTest
  @ValueSource(strings = {"softmax-relu", "two-layer"})
  void withOtherModels(String model, JavaSparkContext context) {
    Cell cell =
        new Cell(
            "cell-1",
            ThreeBlocks.cell()
                .hyperparameters()
                .with(Hyperparameter.MODEL, Hyperparameter.MODEL.parse(model))
                .with(Hyperparameter.HIDDEN, 30)
                .with(Hyperparameter.DROPOUT, 0.5));
    CellResult result = ThreeBlocks.train(data, cell);
    assertTrue(result.train().orElseThrow().accuracy() > 0.9);
    for (int partitions : new int[] {2, 7}) {
      try (TrainingData spread = ThreeBlocks.load(context, directory, partitions)) {
        assertEquals(
            ThreeBlocks.sha256(result), ThreeBlocks.sha256(ThreeBlocks.train(spread, cell)));
      }
    }
    List<CellResult> fused =
        CellTrainer.of(data, new CellTrainer.Settings(0, 0, false))
            .trainGroup(List.of(cell, new Cell("cell-2", cell.hyperparameters())));
    for (CellResult each : fused) {
      assertEquals(ThreeBlocks.sha256(result), ThreeBlocks.sha256(each));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void withFlipsAndCropsInAnyNumberOfPartitions(int partitions, JavaSparkContext context) {
    String augmented = ThreeBlocks.trainAugmentedInMemory(ThreeBlocks.inMemory(), scaling);
    assertNotEquals(expected, augmented);
    try (TrainingData spread = ThreeBlocks.load(context, directory, partitions)) {
      CellResult result = ThreeBlocks.train(spread, ThreeBlocks.augmentedCell());
      assertEquals(augmented, ThreeBlocks.sha256(result));
    }
  }

  /**
   * Of 12,000 rows in blocks of two sizes, the last of 3,334; batches reach over an epoch's end.
   */
  @Test
  void withTheSettingsOfRecipes(JavaSparkContext context) {
    Cell cell =
        ThreeBlocks.cell(
            "sampling=stratified",
            "batch-size=1700",
            "validation=1000",
            "label-smoothing=0.2",
            "schedule=triangular",
            "update-rule=nesterov",
            "weight-decay=0.1",
            "bias-rate-factor=8",
            "flip=alternating",
            "crop=2");
    CellResult result = ThreeBlocks.train(data, cell);
    assertTrue(result.train().orElseThrow().accuracy() > 0.9);
    for (int partitions : new int[] {2, 7}) {
      try (TrainingData spread = ThreeBlocks.load(context, directory, partitions)) {
        CellResult again = ThreeBlocks.train(spread, cell);
        assertEquals(ThreeBlocks.sha256(result), ThreeBlocks.sha256(again));
        assertEquals(
            result.validation().orElseThrow().meanLoss(),
            again.validation().orElseThrow().meanLoss());
      }
    }
  }

  @Test
  void inAnyOrderOfTheBlocks() {
    List<Block> reversed = ThreeBlocks.inMemory();
    Collections.reverse(reversed);
    assertEquals(expected, ThreeBlocks.trainInMemory(reversed, scaling));
  }

  @Test
  void withCellsInParallelOrAlone(JavaSparkContext context) {
    assertEquals(shas(context, 1), shas(context, 3));
    assertEquals(expected, shas(context, 3).get(1));
  }

  private static List<String> shas(JavaSparkContext context, int parallelism) {
    return new GridSearch(
            context,
            group -> List.of(ThreeBlocks.train(data, group.get(0))),
            parallelism,
            result -> result)
        .run(CELLS).stream().map(ThreeBlocks::sha256).toList();
  }
}
