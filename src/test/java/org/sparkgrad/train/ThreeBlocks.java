package org.sparkgrad.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.CifarShape;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Padding;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Objective;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;

/**
 * One short training of a linear softmax classifier on 13,000 rows in three blocks, run in any of
 * several ways. Of each batch a block has more rows than are summed in floats at once.
 */
final class ThreeBlocks {
  static final int ROWS = 13000;
  static final RowBlocks CUT = new RowBlocks(ROWS, 3);

  private static final int FILES = 5;
  private static final int BATCH = 1000;
  private static final int ITERATIONS = 8;
  private static final int PADDING = 4;
  private static final long SEED = 11;
  private static final double RATE = 0.01;
  private static final double MOMENTUM = 0.9;
  private static final double L2_STRENGTH = 0.1;
  private static final Loss LOSS = new SoftmaxCrossEntropy();
  private static final Network MODEL = Networks.linear(TinyCifar.PIXELS, 10, true);
  private static final BatchSampler SAMPLER = new ShuffleSampler(SEED, ROWS, BATCH);

  private ThreeBlocks() {}

  /** Writes the data set. */
  static Path write(Path directory) {
    return TinyCifar.write(directory, ROWS / FILES, 10);
  }

  static TrainingData load(JavaSparkContext context, Path directory, int partitions) {
    return load(context, directory, new DataLayout(partitions).inBlocks(CUT.count()));
  }

  static TrainingData load(JavaSparkContext context, Path directory, DataLayout layout) {
    return TrainingData.load(
        context,
        DataSource.open(new Configuration(), directory.toString()),
        layout,
        Optional.empty());
  }

  /** The rows as blocks, made from the bytes of the records without any reader. */
  static List<Block> inMemory() {
    byte[] records = new byte[ROWS * TinyCifar.RECORD];
    int perFile = records.length / FILES;
    for (int file = 0; file < FILES; file++) {
      byte[] part = TinyCifar.records(file + 1, ROWS / FILES);
      System.arraycopy(part, 0, records, file * perFile, perFile);
    }
    List<Block> blocks = new ArrayList<>();
    for (int number = 0; number < CUT.count(); number++) {
      blocks.add(block(records, number, CUT.range(number)));
    }
    return blocks;
  }

  private static Block block(byte[] records, int number, RowRange rows) {
    int[] labels = new int[rows.size()];
    byte[] pixels = new byte[rows.size() * TinyCifar.PIXELS];
    for (int i = 0; i < rows.size(); i++) {
      int at = (rows.start() + i) * TinyCifar.RECORD;
      labels[i] = records[at];
      System.arraycopy(records, at + 1, pixels, i * TinyCifar.PIXELS, TinyCifar.PIXELS);
    }
    return new Block(number, rows.start(), labels, ImageShape.CIFAR, pixels);
  }

  static Cell cell() {
    return cell("cell-1", RATE);
  }

  /** The training with another learning rate. */
  static Cell cell(String name, double rate) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.LEARNING_RATE, rate);
    given.put(Hyperparameter.MOMENTUM, MOMENTUM);
    given.put(Hyperparameter.L2, L2_STRENGTH);
    given.put(Hyperparameter.BATCH_SIZE, BATCH);
    given.put(Hyperparameter.ITERATIONS, ITERATIONS);
    given.put(Hyperparameter.SEED, SEED);
    given.put(Hyperparameter.VALIDATION, 0);
    return new Cell(name, Hyperparameters.of(given));
  }

  /** The training with other settings, such as {@code batch-size=100}. */
  static Cell cell(String... settings) {
    Hyperparameters changed = cell().hyperparameters();
    for (String each : settings) {
      String[] parts = each.split("=", 2);
      changed = with(changed, Hyperparameter.ofKey(parts[0]).orElseThrow(), parts[1]);
    }
    return new Cell("cell-1", changed);
  }

  private static <T> Hyperparameters with(
      Hyperparameters plain, Hyperparameter<T> key, String value) {
    return plain.with(key, key.parse(value));
  }

  /** The training with flips and crops. */
  static Cell augmentedCell() {
    Hyperparameters plain = cell().hyperparameters();
    return new Cell(
        "cell-1",
        plain.with(Hyperparameter.FLIP, FlipKind.RANDOM).with(Hyperparameter.CROP, PADDING));
  }

  /** Trains as a user's run does. */
  static CellResult train(TrainingData data, Cell cell) {
    return CellTrainer.of(data, new CellTrainer.Settings(0, 0, false)).train(cell);
  }

  static String sha256(CellResult result) {
    return result.model().orElseThrow().weightsSha256();
  }

  /** The features of all rows. */
  static FeatureScaling scaling(TrainingData data) {
    return data.prepare(cell().hyperparameters(), new RowRange(0, ROWS)).features().scaling();
  }

  /** Trains without Spark. */
  static String trainInMemory(List<Block> blocks, FeatureScaling scaling) {
    return descend(new LocalObjective(blocks, MODEL, LOSS, scaling, SAMPLER), scaling);
  }

  /** Trains as {@link #augmentedCell} does, without Spark. */
  static String trainAugmentedInMemory(List<Block> blocks, FeatureScaling scaling) {
    BatchFeatures features =
        new BatchFeatures(
            scaling, new Augmentation(SEED, FlipKind.RANDOM, PADDING, Padding.REFLECT));
    return descend(new LocalObjective(blocks, MODEL, LOSS, features, SAMPLER), scaling);
  }

  /** Trains over blocks that a test has made. */
  static String train(JavaRDD<Block> blocks, FeatureScaling scaling) {
    return descend(new RddObjective(blocks, MODEL, LOSS, scaling, SAMPLER), scaling);
  }

  private static String descend(Objective objective, FeatureScaling scaling) {
    Hyperparameters settings = cell().hyperparameters();
    float[] parameters = MODEL.initialParameters(SEED, settings.get(Hyperparameter.INIT_SCALE));
    Momentum rule = new Momentum(MOMENTUM, new float[parameters.length]);
    L2 penalty =
        new L2(L2_STRENGTH, settings.get(Hyperparameter.L2_FACTOR).value(), MODEL.weights());
    new GradientDescent(objective, penalty, rule, Schedule.constant(RATE), ITERATIONS)
        .run(parameters, 0, step -> {});
    FeaturePipeline pipeline = CifarShape.features(settings.get(Hyperparameter.FEATURES));
    return new TrainedModel(
            MODEL, LOSS, new FittedFeatures(pipeline, scaling), parameters, List.of())
        .weightsSha256();
  }
}
