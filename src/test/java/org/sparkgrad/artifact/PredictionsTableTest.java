package org.sparkgrad.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.CifarShape;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Networks;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellEnd;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CellStatus;
import org.sparkgrad.train.Course;
import org.sparkgrad.train.KeptWeights;
import org.sparkgrad.train.LearningCurve;
import org.sparkgrad.train.Models;
import org.sparkgrad.train.PartEvaluations;
import org.sparkgrad.train.TimeSpent;
import org.sparkgrad.train.TrainedModel;
import org.sparkgrad.train.WeightsSummary;

/** A hand-made model whose score of class j is a 20th of the red pixel j of the first row. */
@ExtendWith(SharedSpark.class)
class PredictionsTableTest {
  private static final int ROWS = 90;
  private static final int FIRST = 50;
  private static final double WEIGHT = 0.05;
  private static final int MOST = 20;

  private static Path run;
  private static List<Row> predictions;
  private static List<Row> examples;

  /** Labels go round; images repeat after 30 rows, so that there are ties; some are right. */
  private static int label(int row) {
    return row % 3 == 0 ? prediction(row) : row % TinyCifar.CLASSES;
  }

  private static byte[] image(int row) {
    byte[] pixels = TinyCifar.image(row % 7, row % 30);
    Random random = new Random(row % 30);
    for (int j = 0; j < TinyCifar.CLASSES; j++) {
      pixels[j] = (byte) random.nextInt(120);
    }
    return pixels;
  }

  private static int prediction(int row) {
    byte[] pixels = image(row);
    return IntStream.range(0, TinyCifar.CLASSES)
        .boxed()
        .max(Comparator.<Integer>comparingInt(j -> pixels[j]).thenComparing(j -> -j))
        .orElseThrow();
  }

  private static double[] softmax(int row) {
    byte[] pixels = image(row);
    double[] powers =
        IntStream.range(0, TinyCifar.CLASSES)
            .mapToDouble(j -> Math.exp(WEIGHT * pixels[j]))
            .toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double probability(int row) {
    return softmax(row)[prediction(row)];
  }

  private static Block block(int number, int first, int end) {
    int[] labels = IntStream.range(first, end).map(PredictionsTableTest::label).toArray();
    byte[] pixels = new byte[labels.length * TinyCifar.PIXELS];
    for (int row = first; row < end; row++) {
      System.arraycopy(image(row), 0, pixels, (row - first) * TinyCifar.PIXELS, TinyCifar.PIXELS);
    }
    return new Block(number, first, labels, ImageShape.CIFAR, pixels);
  }

  private static TrainedModel model() {
    float[] parameters = new float[TinyCifar.PIXELS * TinyCifar.CLASSES];
    for (int j = 0; j < TinyCifar.CLASSES; j++) {
      parameters[j * TinyCifar.PIXELS + j] = (float) WEIGHT;
    }
    float[] ones = new float[TinyCifar.PIXELS];
    Arrays.fill(ones, 1);
    return new TrainedModel(
        Networks.linear(TinyCifar.PIXELS, TinyCifar.CLASSES, false),
        new SoftmaxCrossEntropy(),
        new FittedFeatures(
            CifarShape.features("raw"), new FeatureScaling(ones, new float[ones.length])),
        parameters,
        Models.NAMES);
  }

  private static CellResult result() {
    Hyperparameters hyperparameters =
        Hyperparameters.of(Map.of(Hyperparameter.BIAS, false, Hyperparameter.FEATURES, "raw"));
    return new CellResult(
        new Cell("final", hyperparameters),
        CellEnd.of(CellStatus.OK),
        new Course(
            Optional.empty(),
            0,
            new KeptWeights(0, false),
            new TimeSpent(Instant.EPOCH, 0),
            Optional.empty(),
            new LearningCurve(List.of(), 0, 0)),
        PartEvaluations.NONE,
        Optional.of(WeightsSummary.of(model())),
        Optional.of(model()));
  }

  @BeforeAll
  static void writeAndRead(SparkSession session, @TempDir Path place) {
    run = place.resolve("run");
    JavaRDD<Block> test =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(List.of(block(1, FIRST, ROWS), block(0, 0, FIRST)), 2);
    try (RunDirectory directory = RunDirectory.at(new Configuration(), run.toString())) {
      directory.begin(RunDirectory.Start.NEW);
      directory.writeModel(result(), 16);
      directory.writePredictions(Optional.of("final"), test, TestViews.NONE, Optional.empty());
      predictions = session.read().parquet(run.resolve("predictions").toString()).collectAsList();
      examples = session.read().parquet(run.resolve("examples").toString()).collectAsList();
      directory.writePredictions(Optional.empty(), test, TestViews.NONE, Optional.empty());
    }
  }

  private static String schema(List<Row> rows) {
    return Arrays.stream(rows.get(0).schema().fields())
        .map(field -> field.name() + " " + field.dataType().simpleString())
        .collect(Collectors.joining(", "));
  }

  @Test
  void haveTheirSchemas() {
    assertEquals(
        "cell string, row bigint, label int, label_name string, prediction int,"
            + " prediction_name string, probability double, label_probability double,"
            + " probabilities array<double>, test_views string",
        schema(predictions));
    assertEquals(
        "cell string, kind string, rank int, row bigint, label int, label_name string,"
            + " prediction int, prediction_name string, probability double,"
            + " label_probability double, image binary, test_views string",
        schema(examples));
  }

  @Test
  void predictionsAreThoseOfThePlainFormulaInTheOrderOfTheRows() {
    assertEquals(ROWS, predictions.size());
    for (int row = 0; row < ROWS; row++) {
      Row found = predictions.get(row);
      double[] expected = softmax(row);
      assertEquals("final", found.getAs("cell"));
      assertEquals((long) row, found.<Long>getAs("row"));
      assertEquals(label(row), found.<Integer>getAs("label"));
      assertEquals(Models.NAMES.get(label(row)), found.getAs("label_name"));
      assertEquals(prediction(row), found.<Integer>getAs("prediction"));
      assertEquals(Models.NAMES.get(prediction(row)), found.getAs("prediction_name"));
      assertEquals(probability(row), found.<Double>getAs("probability"), 1e-5);
      assertEquals(expected[label(row)], found.<Double>getAs("label_probability"), 1e-5);
      List<Double> all = found.getList(found.fieldIndex("probabilities"));
      for (int j = 0; j < expected.length; j++) {
        assertEquals(expected[j], all.get(j), 1e-5);
      }
    }
  }

  /** Rows of one image have one probability: the lower row comes first. */
  @Test
  void examplesAreTheWorstAndTheLeastSure() {
    Comparator<Integer> unsure = Comparator.comparingDouble(PredictionsTableTest::probability);
    Comparator<Integer> byRow = Comparator.naturalOrder();
    assertEquals(
        rows(row -> prediction(row) != label(row), unsure.reversed().thenComparing(byRow)),
        found("worst_mistake"));
    assertEquals(
        rows(row -> prediction(row) == label(row), unsure.thenComparing(byRow)),
        found("least_sure_right"));
  }

  private static List<Long> rows(IntPredicate condition, Comparator<Integer> order) {
    return IntStream.range(0, ROWS)
        .filter(condition)
        .boxed()
        .sorted(order)
        .limit(MOST)
        .map(Integer::longValue)
        .toList();
  }

  private static List<Long> found(String kind) {
    List<Row> rows = new ArrayList<>(examples);
    rows.removeIf(row -> !row.getAs("kind").equals(kind));
    rows.sort(Comparator.comparing(row -> row.<Integer>getAs("rank")));
    for (int i = 0; i < rows.size(); i++) {
      assertEquals(i + 1, rows.get(i).<Integer>getAs("rank"));
    }
    return rows.stream().map(row -> row.<Long>getAs("row")).toList();
  }

  @Test
  void examplesShowTheOriginalImages() throws IOException {
    for (Row example : examples) {
      byte[] expected = image(Math.toIntExact(example.<Long>getAs("row")));
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(example.getAs("image")));
      byte[] found = new byte[expected.length];
      for (int k = 0; k < 1024; k++) {
        int rgb = picture.getRGB(k % 32, k / 32);
        found[k] = (byte) (rgb >> 16);
        found[1024 + k] = (byte) (rgb >> 8);
        found[2048 + k] = (byte) rgb;
      }
      assertArrayEquals(expected, found);
    }
  }

  /** As the model does that they are of. */
  @Test
  void stayIfNothingElseIsTested() {
    assertTrue(Files.exists(run.resolve("predictions")));
    assertTrue(Files.exists(run.resolve("examples")));
  }
}
