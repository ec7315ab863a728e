package org.sparkgrad.artifact.onnx;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.Cells;
import org.sparkgrad.RandomFloats;
import org.sparkgrad.artifact.SavedModel;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.Directory;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.Projection;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.Models;
import org.sparkgrad.train.TrainedModel;

/** Models whose weights, statistics and fitted features are drawn, saved and read back. */
public final class RandomModels {
  private static final long SEED = 7;
  private static final float PIXEL_SCALE = 1 / 64f;

  private RandomModels() {}

  /** Saves a model of CIFAR-10's images and reads it. */
  public static TrainedModel save(Path directory, String... settings) {
    return save(DataShape.ofImages(ImageShape.CIFAR, Models.NAMES.size()), directory, settings);
  }

  /**
   * Saves a model and reads it.
   *
   * @param settings hyperparameters, each {@code key=value}
   */
  static TrainedModel save(DataShape data, Path directory, String... settings) {
    Configuration hadoop = new Configuration();
    Hyperparameters hyperparameters = Cells.of(settings).hyperparameters();
    SavedModel.write(
        Directory.at(hadoop, directory.toString()),
        drawn(hyperparameters, data),
        hyperparameters,
        16);
    return SavedModel.read(hadoop, directory.toString());
  }

  private static TrainedModel drawn(Hyperparameters hyperparameters, DataShape data) {
    FeaturePipeline pipeline = hyperparameters.pipeline(data);
    Network network = Architecture.of(hyperparameters, data, pipeline.fewestFeatures());
    return new TrainedModel(
        network,
        hyperparameters.loss(),
        features(pipeline),
        parameters(network),
        Models.NAMES.subList(0, data.classes()));
  }

  private static FittedFeatures features(FeaturePipeline pipeline) {
    FeatureScaling first = scaling(pipeline.size(), PIXEL_SCALE);
    if (pipeline.dense().isEmpty()) {
      return new FittedFeatures(pipeline, first);
    }
    int outputs = pipeline.fewestFeatures();
    float[] weights = RandomFloats.random(outputs * pipeline.size(), SEED);
    multiply(weights, 1 / (float) Math.sqrt(pipeline.size()));
    Projection projection = new Projection(RandomFloats.random(pipeline.size(), SEED + 1), weights);
    return new FittedFeatures(
        pipeline,
        List.of(),
        Optional.of(new FittedProjection(first, projection)),
        scaling(outputs, 1));
  }

  private static FeatureScaling scaling(int size, float about) {
    float[] scale = RandomFloats.random(size, SEED + 2);
    multiply(scale, about / 8);
    for (int k = 0; k < size; k++) {
      scale[k] += about;
    }
    return new FeatureScaling(scale, RandomFloats.random(size, SEED + 3));
  }

  private static float[] parameters(Network network) {
    float[] parameters = network.initialParameters(SEED);
    Random random = new Random(SEED);
    for (ParameterArray each : network.arrays()) {
      for (int i = each.place().start(); i < each.place().end(); i++) {
        parameters[i] = value(each, parameters[i], random);
      }
    }
    return parameters;
  }

  /** Every third channel or so is turned around by its scale. */
  private static float value(ParameterArray array, float initial, Random random) {
    double drawn = random.nextGaussian();
    return (float)
        switch (array.role()) {
          case WEIGHT -> initial;
          case BIAS, NORM_BIAS -> 0.2 * drawn;
          case NORM_SCALE -> 0.5 + drawn;
          case FROZEN -> frozen(array, drawn);
        };
  }

  private static double frozen(ParameterArray array, double drawn) {
    if (array.name().endsWith("_variance")) {
      return 0.5 + Math.abs(drawn);
    }
    return array.name().endsWith("_mean") ? 0.3 * drawn : drawn / Math.sqrt(array.rowLength());
  }

  private static void multiply(float[] values, float factor) {
    for (int k = 0; k < values.length; k++) {
      values[k] *= factor;
    }
  }

  /** Images of noise. */
  public static byte[] pixels(int rows, int bytesPerRow) {
    byte[] pixels = new byte[rows * bytesPerRow];
    new Random(SEED).nextBytes(pixels);
    Arrays.fill(pixels, 0, bytesPerRow / 2, (byte) 0xFF);
    return pixels;
  }
}
