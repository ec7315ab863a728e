package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.LoadedData;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.evaluation.ConfusionMatrix;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.io.DataException;
import org.sparkgrad.optim.StopReason;

@ExtendWith(SharedSpark.class)
class NearestMeanTest {
  private static final int ROWS_PER_FILE = 20;
  private static final int TRAIN_ROWS = 60;
  private static final int VALIDATION = 40;

  @TempDir Path place;

  private TrainingData load(JavaSparkContext context, int partitions) {
    return LoadedData.load(context, place, partitions);
  }

  private static CellResult train(TrainingData data, String features, int validation) {
    Map<Hyperparameter<?>, Object> given = new LinkedHashMap<>();
    given.put(Hyperparameter.MODEL, ModelKind.NEAREST_MEAN);
    given.put(Hyperparameter.FEATURES, features);
    given.put(Hyperparameter.VALIDATION, validation);
    return CellTrainer.of(data, new CellTrainer.Settings(0, 0, true))
        .train(new Cell("cell-1", Hyperparameters.of(given)));
  }

  /** Pixels and labels of all training rows. */
  private static byte[] records() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int file = 1; file <= 5; file++) {
      all.writeBytes(TinyCifar.records(file, ROWS_PER_FILE));
    }
    return all.toByteArray();
  }

  private static int pixel(byte[] records, int row, int k) {
    return records[row * TinyCifar.RECORD + 1 + k] & 0xFF;
  }

  private static double[][] naiveMeans(byte[] records, int rows) {
    double[][] means = new double[TinyCifar.CLASSES][TinyCifar.PIXELS];
    int[] counts = new int[TinyCifar.CLASSES];
    for (int row = 0; row < rows; row++) {
      int label = records[row * TinyCifar.RECORD];
      counts[label]++;
      for (int k = 0; k < TinyCifar.PIXELS; k++) {
        means[label][k] += pixel(records, row, k);
      }
    }
    for (int label = 0; label < TinyCifar.CLASSES; label++) {
      for (int k = 0; k < TinyCifar.PIXELS; k++) {
        means[label][k] /= counts[label];
      }
    }
    return means;
  }

  private static int naiveNearest(double[][] means, byte[] records, int row) {
    int nearest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int label = 0; label < means.length; label++) {
      double distance = 0;
      for (int k = 0; k < TinyCifar.PIXELS; k++) {
        double difference = pixel(records, row, k) - means[label][k];
        distance += difference * difference;
      }
      if (distance < smallest) {
        smallest = distance;
        nearest = label;
      }
    }
    return nearest;
  }

  private static void assertConfusion(Evaluation found, int[][] expected) {
    ConfusionMatrix confusion = found.confusion();
    for (int label = 0; label < expected.length; label++) {
      for (int prediction = 0; prediction < expected.length; prediction++) {
        assertEquals(expected[label][prediction], confusion.count(label, prediction));
      }
    }
  }

  /** Means are of the training part alone; a scaling common to all pixels moves no nearest mean. */
  @ParameterizedTest
  @CsvSource({"raw, 1", "raw|unit, 2", "raw|center, 5"})
  void predictsTheClassOfTheNearestMean(String features, int partitions, JavaSparkContext context) {
    TinyCifar.write(place, ROWS_PER_FILE, 10);
    byte[] records = records();
    double[][] means = naiveMeans(records, TRAIN_ROWS);
    int[][] expected = new int[TinyCifar.CLASSES][TinyCifar.CLASSES];
    for (int row = TRAIN_ROWS; row < TRAIN_ROWS + VALIDATION; row++) {
      expected[records[row * TinyCifar.RECORD]][naiveNearest(means, records, row)]++;
    }
    try (TrainingData data = load(context, partitions)) {
      CellResult result = train(data, features, VALIDATION);
      assertConfusion(result.validation().orElseThrow(), expected);
      assertEquals(CellStatus.OK, result.status());
      assertEquals(Optional.of(StopReason.ITERATIONS), result.stopReason());
      assertEquals(0, result.iterationsRun());
      assertTrue(result.test().isPresent());
    }
  }

  /** 2 m / D and -|m|² / D. */
  @Test
  void hasTheMeansAsWeights(JavaSparkContext context) {
    TinyCifar.write(place, ROWS_PER_FILE, 10);
    double[][] means = naiveMeans(records(), TRAIN_ROWS);
    try (TrainingData data = load(context, 2)) {
      float[] found = train(data, "raw", VALIDATION).model().orElseThrow().parameters();
      for (int label = 0; label < TinyCifar.CLASSES; label++) {
        double squares = 0;
        for (int k = 0; k < TinyCifar.PIXELS; k++) {
          double weight = 2 * means[label][k] / TinyCifar.PIXELS;
          assertEquals(weight, found[label * TinyCifar.PIXELS + k], 1e-7 * weight);
          squares += means[label][k] * means[label][k];
        }
        double bias = -squares / TinyCifar.PIXELS;
        assertEquals(bias, found[TinyCifar.CLASSES * TinyCifar.PIXELS + label], -1e-6 * bias);
      }
    }
  }

  /** Classes 4 and 7 have the same images, so their means are equally near. */
  @Test
  void predictsTheFirstOfEquallyNearMeans(JavaSparkContext context) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    int[][] expected = new int[TinyCifar.CLASSES][TinyCifar.CLASSES];
    for (int label = 0; label < TinyCifar.CLASSES; label++) {
      int drawn = label == 7 ? 4 : label;
      records.writeBytes(TinyCifar.record(label, TinyCifar.image(drawn, drawn)));
      expected[label][drawn] += TinyCifar.TRAIN_FILES.size();
    }
    TinyCifar.write(place, 10, 10);
    for (String file : TinyCifar.TRAIN_FILES) {
      TinyCifar.writeFile(place.resolve(file), records.toByteArray());
    }
    try (TrainingData data = load(context, 1)) {
      assertConfusion(train(data, "raw|unit", 0).train().orElseThrow(), expected);
    }
  }

  @Test
  void needsARowOfEachClass(JavaSparkContext context) {
    TinyCifar.write(place, 10, 10);
    try (TrainingData data = load(context, 1)) {
      String message = assertThrows(DataException.class, () -> train(data, "raw", 49)).getMessage();
      assertEquals(
          "nearest mean: expected training rows of each class, found none of class 0 (%s)"
              .formatted(data.classNames().get(0)),
          message);
    }
  }
}
