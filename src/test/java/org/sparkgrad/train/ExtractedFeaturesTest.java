package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.KeptBySpark;
import org.sparkgrad.Loaded;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.RuleKind;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.feature.Extraction;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.PreparedData;
import org.sparkgrad.feature.PreparedRows;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;
import org.sparkgrad.io.Directory;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.PlainDescent;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.SumOfPenalties;

/** Training on features other than pixels, which are computed once. */
@ExtendWith(SharedSpark.class)
class ExtractedFeaturesTest {
  private static final String FEATURES = "hog(block=1)+hsv(cell=16)|standardize";
  private static final int SIZE = 4 * 4 * 9 + 4 * 30;
  private static final Configuration HADOOP = new Configuration();

  /** Two blocks. */
  private static final int ROWS = 6500;

  private static final long SEED = 3;
  private static final double RATE = 0.05;
  private static final int BATCH = 200;
  private static final int ITERATIONS = 12;

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

  private static FlipKind kind(boolean flip) {
    return flip ? FlipKind.RANDOM : FlipKind.NONE;
  }

  private static Cell cell(boolean flip) {
    return cell(FEATURES, flip, RATE);
  }

  private static Cell cell(String features, boolean flip, double rate) {
    return new Cell(
        "cell-1",
        Hyperparameters.of(
            Map.of(
                Hyperparameter.FEATURES, features,
                Hyperparameter.FLIP, kind(flip),
                Hyperparameter.LEARNING_RATE, rate,
                Hyperparameter.UPDATE_RULE, RuleKind.PLAIN,
                Hyperparameter.BATCH_SIZE, BATCH,
                Hyperparameter.ITERATIONS, ITERATIONS,
                Hyperparameter.VALIDATION, 0,
                Hyperparameter.SEED, SEED)));
  }

  private static CellTrainer trainer(TrainingData of) {
    return CellTrainer.of(of, new CellTrainer.Settings(5, 0, true));
  }

  private static String sha256(CellResult result) {
    return result.model().orElseThrow().weightsSha256();
  }

  /** Without Spark but for the reading of files and the scaling, which is fitted to all rows. */
  private static String trainInMemory(boolean flip) {
    FeaturePipeline pipeline = CifarShape.features(FEATURES);
    Extraction extraction = new Extraction(pipeline.extracted(), flip);
    List<Block> blocks = new ArrayList<>();
    data.train().blocks().collect().forEach(images -> blocks.add(extraction.of(images)));
    PreparedData prepared = data.prepare(cell(flip).hyperparameters(), new RowRange(0, ROWS));
    Network model = Networks.linear(SIZE, 10, true);
    float[] parameters =
        model.initialParameters(SEED, cell(flip).hyperparameters().get(Hyperparameter.INIT_SCALE));
    LocalObjective objective =
        new LocalObjective(
            blocks,
            model,
            new SoftmaxCrossEntropy(),
            new BatchFeatures(
                prepared.features().scaling(),
                new Augmentation(SEED, kind(flip), 0, Padding.REFLECT)),
            new ShuffleSampler(SEED, ROWS, BATCH));
    new GradientDescent(
            objective,
            new SumOfPenalties(List.of()),
            new PlainDescent(),
            Schedule.constant(RATE),
            ITERATIONS)
        .run(parameters, 0, step -> {});
    return new TrainedModel(
            model, new SoftmaxCrossEntropy(), prepared.features(), parameters, List.of())
        .weightsSha256();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hasOneSetOfBitsHoweverTheWorkIsSpread(boolean flip, JavaSparkContext context) {
    String expected = trainInMemory(flip);
    CellResult result = trainer(data).train(cell(flip));
    assertEquals(expected, sha256(result));
    assertTrue(result.train().orElseThrow().accuracy() > 0.4, "0.1 is chance");
    Cell other = cell(FEATURES, flip, 2 * RATE);
    List<CellResult> fused = trainer(data).trainGroup(List.of(other, cell(flip)));
    assertNotEquals(expected, sha256(fused.get(0)));
    assertEquals(expected, sha256(fused.get(1)));
    for (int partitions : new int[] {2, 7}) {
      try (TrainingData spread = LoadedData.load(context, loaded.directory(), partitions)) {
        CellResult again = trainer(spread).train(cell(flip));
        assertEquals(expected, sha256(again));
        assertEquals(result.curve(), again.curve());
        assertEquals(result.test().orElseThrow().meanLoss(), again.test().orElseThrow().meanLoss());
      }
    }
  }

  @Test
  void flipsMakeADifference() {
    assertNotEquals(
        sha256(trainer(data).train(cell(false))), sha256(trainer(data).train(cell(true))));
  }

  @Test
  void cellsShareWhatIsExtracted() {
    RowRange all = new RowRange(0, ROWS);
    RowRange part = new RowRange(0, ROWS - 500);
    PreparedData first = data.prepare(cell(false).hyperparameters(), all);
    Cell spelledOut = cell("hog( block = 1, cell=8 ) + hsv(cell=16)|center", false, RATE);
    PreparedData second = data.prepare(spelledOut.hyperparameters(), part);
    assertSame(first.train(), second.train());
    assertSame(first.test(), second.test());
    assertNotEquals(
        first.features().scaling().offset()[0], second.features().scaling().offset()[0]);
  }

  @Test
  void memoryIsGivenBack(JavaSparkContext context) {
    final KeptBySpark before = KeptBySpark.now(context);
    try (TrainingData again = LoadedData.load(context, loaded.directory(), 2)) {
      trainer(again).train(cell(false));
      assertEquals(4, KeptBySpark.now(context).since(before).rdds().size());
    }
    assertEquals(0, KeptBySpark.now(context).since(before).rdds().size());
  }

  @Test
  void theFittedFeaturesComeBackWithTheModel() {
    CellResult result = trainer(data).train(cell(false));
    TrainedModel model = result.model().orElseThrow();
    String directory = place.resolve("model").toString();
    SavedModel.write(Directory.at(HADOOP, directory), model, cell(false).hyperparameters(), 16);
    TrainedModel back = SavedModel.read(HADOOP, directory);
    assertEquals(model.features().pipeline(), back.features().pipeline());
    assertArrayEquals(model.features().scaling().scale(), back.features().scaling().scale());
    assertArrayEquals(model.features().scaling().offset(), back.features().scaling().offset());
    assertEquals(SIZE, back.features().scaling().features());
    try (PreparedRows rows = back.features().prepare(data.test().blocks())) {
      assertEquals(
          result.test().orElseThrow().meanLoss(),
          back.evaluator().evaluate(rows.blocks(), new RowRange(0, 100)).meanLoss());
    }
  }
}
