package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.Cells;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.evaluation.Evaluation;

/**
 * A network with all that is fitted, drawn or varied: whitening, normalisation, dropout, flips and
 * shifts.
 */
@ExtendWith(SharedSpark.class)
class FittedNetworkTest {
  static final String NETWORK =
      "whiten(2)|gelu|max-pool(4)|conv(6,3,pad=1,bias=false)|batch-norm(group=8)|relu"
          + "|conv(8,3,bias=false)|batch-norm(group=8,scale=false)|gelu|dropout(0.2)|flatten|affine(10)";

  private static final int ROWS_PER_FILE = 60;
  static final Cell CELL = cell("learning-rate=0.1");

  @TempDir static Path place;
  private static Path directory;
  private static TrainingData data;
  private static CellResult expected;

  @BeforeAll
  static void train(JavaSparkContext context) {
    directory = write(place.resolve("tiny"));
    data = load(context, directory, 1);
    expected = ThreeBlocks.train(data, CELL);
  }

  @AfterAll
  static void unload() {
    data.close();
  }

  private static Cell cell(String... settings) {
    String[] all = new String[settings.length + 11];
    System.arraycopy(settings, 0, all, 0, settings.length);
    String[] shared = {
      "model=" + NETWORK,
      "sampling=stratified",
      "batch-size=48",
      "iterations=24",
      "update-rule=nesterov",
      "bias-rate-factor=8",
      "label-smoothing=0.1",
      "flip=alternating",
      "crop=2",
      "validation=40",
      "seed=3"
    };
    System.arraycopy(shared, 0, all, settings.length, shared.length);
    return Cells.of(all);
  }

  /** Writes the data set. */
  static Path write(Path directory) {
    return TinyCifar.write(directory, ROWS_PER_FILE, 50);
  }

  static TrainingData load(JavaSparkContext context, Path directory, int partitions) {
    return TrainingData.load(
        context,
        DataSource.open(new Configuration(), directory.toString()),
        new DataLayout(partitions).inBlocks(5),
        Optional.empty());
  }

  private static void assertSame(CellResult found) {
    assertEquals(ThreeBlocks.sha256(expected), ThreeBlocks.sha256(found));
    assertEquals(
        expected.validation().orElseThrow().meanLoss(),
        found.validation().orElseThrow().meanLoss());
  }

  /** Otherwise equal bits would say little. */
  @Test
  void learns() {
    Evaluation validation = expected.validation().orElseThrow();
    assertTrue(validation.accuracy() > 0.6, "accuracy " + validation.accuracy());
    CellResult other = ThreeBlocks.train(data, cell("learning-rate=0.101"));
    assertNotEquals(ThreeBlocks.sha256(expected), ThreeBlocks.sha256(other));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 40})
  void trainsToTheSameBitsInAnyNumberOfPartitions(int partitions, JavaSparkContext context) {
    try (TrainingData spread = load(context, directory, partitions)) {
      assertSame(ThreeBlocks.train(spread, CELL));
    }
  }

  @Test
  void trainsToTheSameBitsAmongOthers() {
    List<CellResult> fused =
        CellTrainer.of(data, new CellTrainer.Settings(5, 0, false))
            .trainGroup(List.of(cell("learning-rate=0.02"), CELL, cell("learning-rate=0.3")));
    assertSame(fused.get(1));
  }

  /** The model alone, from its parameters, finds what the run says of it. */
  @Test
  void isEvaluatedWithTheStatisticsThatItEndsWith() {
    TrainedModel model = expected.model().orElseThrow();
    int end = 5 * ROWS_PER_FILE;
    RowRange validation = new RowRange(end - 40, end);
    Evaluation again =
        TrainedModel.evaluate(List.of(model), data.train().blocks(), List.of(validation))
            .get(0)
            .get(0);
    assertEquals(expected.validation().orElseThrow().meanLoss(), again.meanLoss());
  }
}
