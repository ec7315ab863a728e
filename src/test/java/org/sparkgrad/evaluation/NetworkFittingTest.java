package org.sparkgrad.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.Draws;
import org.sparkgrad.layer.Fitting;
import org.sparkgrad.layer.Gelu;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.Layer;
import org.sparkgrad.layer.MaxPool;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;
import org.sparkgrad.linalg.Segment;
import org.sparkgrad.model.Network;

@ExtendWith(SharedSpark.class)
class NetworkFittingTest {
  private static final int CHANNELS = 3;
  private static final int SIZE = 32;
  private static final Shape IMAGES = new Shape(CHANNELS, SIZE, SIZE);

  /** The second batch normalisation gets what the first one makes. */
  private static final List<Layer> LAYERS =
      List.of(
          new ChannelsLast(),
          new Convolution("whiten", 24, 2, 1, 0, true, true),
          new MaxPool(3, 3),
          new GhostNorm("norm1", 4, true, 1e-5),
          new Gelu(),
          new Convolution("conv", 5, 3, 2, 1, false, false),
          new GhostNorm("norm2", 4, false, 1e-5));

  private static final Network NET = new Network(IMAGES, LAYERS);
  private static final NetworkFitting FITTING = new NetworkFitting(NET, TinyBlocks.scaling());
  private static final int[] BLOCKS = {60, 3, 17};

  /** A row of the second block is left out, and all of the third. */
  private static final RowRange RANGE = new RowRange(0, 62);

  private static final int PATCH = 12;

  private static void fit(
      JavaSparkContext spark, int partitions, Fitting.Time time, List<float[]> parameters) {
    FITTING.fit(time, spark.parallelize(TinyBlocks.of(BLOCKS), partitions), RANGE, parameters);
  }

  private static Segment array(String name) {
    return NET.arrays().stream()
        .filter(each -> each.name().equals(name))
        .map(ParameterArray::place)
        .findFirst()
        .orElseThrow();
  }

  private static double[][] inputs() {
    return IntStream.range(RANGE.start(), RANGE.end())
        .mapToObj(row -> TinyBlocks.features(row, TinyBlocks.scaling()))
        .toArray(double[][]::new);
  }

  private static double[] widened(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** What comes to a layer, by the reference in doubles. */
  private static double[][] before(int layer, float[] parameters) {
    return new Network(IMAGES, LAYERS.subList(0, layer))
        .reference(widened(parameters))
        .forward(inputs(), Draws.NONE);
  }

  @Test
  void givesNormalisationsMeanAndVarianceOfEachChannel(JavaSparkContext spark) {
    float[] parameters = NET.initialParameters(7);
    fit(spark, 2, Fitting.Time.BEFORE_EVALUATION, List.of(parameters));
    for (int number = 1; number <= 2; number++) {
      int layer = number == 1 ? 3 : 6;
      int channels = NET.shapes().get(layer).channels();
      double[][] rows = before(layer, parameters);
      for (int c = 0; c < channels; c++) {
        int channel = c;
        double[] values =
            Arrays.stream(rows)
                .flatMapToDouble(
                    row ->
                        IntStream.range(0, row.length)
                            .filter(i -> i % channels == channel)
                            .mapToDouble(i -> row[i]))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
            Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        String norm = "norm" + number;
        assertEquals(mean, parameters[array(norm + "_mean").start() + c], 1e-4, norm);
        assertEquals(
            variance, parameters[array(norm + "_variance").start() + c], 1e-4 * variance, norm);
      }
    }
  }

  /** Of all patches of all rows. */
  private static double[][] covarianceOfPatches() {
    List<double[]> patches =
        Arrays.stream(inputs())
            .flatMap(
                row ->
                    IntStream.range(0, (SIZE - 1) * (SIZE - 1))
                        .mapToObj(i -> patch(row, i / (SIZE - 1), i % (SIZE - 1))))
            .toList();
    double[] means = new double[PATCH];
    patches.forEach(each -> IntStream.range(0, PATCH).forEach(i -> means[i] += each[i]));
    double[][] covariance = new double[PATCH][PATCH];
    for (double[] patch : patches) {
      for (int i = 0; i < PATCH; i++) {
        for (int j = 0; j < PATCH; j++) {
          covariance[i][j] +=
              (patch[i] - means[i] / patches.size())
                  * (patch[j] - means[j] / patches.size())
                  / patches.size();
        }
      }
    }
    return covariance;
  }

  /** Its rows, in these its columns, in these its channels. */
  private static double[] patch(double[] row, int top, int left) {
    return IntStream.range(0, PATCH)
        .mapToDouble(
            i -> {
              int y = top + i / (2 * CHANNELS);
              int x = left + i / CHANNELS % 2;
              return row[(i % CHANNELS * SIZE + y) * SIZE + x];
            })
        .toArray();
  }

  private static double product(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  /** An eigenvector e of value l over sqrt(l + epsilon) has |f|² = 1 / (l + epsilon). */
  @Test
  void whitensPatchesByEigenvectorsAndTheirNegatives(JavaSparkContext spark) {
    float[] parameters = NET.initialParameters(7);
    fit(spark, 2, Fitting.Time.BEFORE_TRAINING, List.of(parameters));
    double[][] covariance = covarianceOfPatches();
    int start = array("whiten_weights").start();
    double before = Double.POSITIVE_INFINITY;
    for (int k = 0; k < PATCH; k++) {
      double[] filter = new double[PATCH];
      for (int i = 0; i < PATCH; i++) {
        filter[i] = parameters[start + k * PATCH + i];
        assertEquals(-filter[i], parameters[start + (PATCH + k) * PATCH + i], "negative");
      }
      double value = 1 / product(filter, filter) - 5e-4;
      double[] turned =
          Arrays.stream(covariance).mapToDouble(row -> product(row, filter)).toArray();
      double[] stretched = Arrays.stream(filter).map(each -> value * each).toArray();
      assertArrayEquals(stretched, turned, 1e-4, "eigenvector " + k);
      assertEquals(true, value <= before + 1e-6, "order of values");
      before = value;
    }
  }

  @Test
  void fitsToTheSameBitsOnAnyPartitionsAndAmongOtherModels(JavaSparkContext spark) {
    float[] alone = NET.initialParameters(7);
    float[] first = NET.initialParameters(8);
    float[] second = NET.initialParameters(7);
    for (Fitting.Time time : Fitting.Time.values()) {
      fit(spark, 1, time, List.of(alone));
      fit(spark, 3, time, List.of(first, second));
    }
    assertArrayEquals(alone, second);
  }
}
