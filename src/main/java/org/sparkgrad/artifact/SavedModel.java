package org.sparkgrad.artifact;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;
import org.sparkgrad.train.TrainedModel;

/**
 * A model on disk: {@code model.json} says what it is; {@code weights.npy} (classes x features),
 * {@code bias.npy} (classes; only with a bias), {@code pixel_scale.npy} and {@code
 * pixel_offset.npy} (one value per pixel byte) are its arrays, for NumPy and anything else to read:
 * the scores of an image are {@code (pixels * pixel_scale + pixel_offset) @ weights.T + bias}. If
 * features are not the pixels, {@code feature_scale.npy} and {@code feature_offset.npy} take the
 * place of these two, with one value for each that the feature string's sources give. After a dense
 * stage the features are {@code ((values * feature_scale + feature_offset) - projection_mean) @
 * projection.T * component_scale + component_offset}. A two-layer model has {@code
 * hidden_weights.npy} (hidden x features) and {@code hidden_bias.npy} too. All arrays of parameters
 * are named in {@link Model#arrays}.
 *
 * <p>{@code model.json} records the SHA-256 of each array's file and of itself; {@code
 * weights_sha256} is that of the parameters alone, whatever the file format.
 */
public final class SavedModel {
  private static final Logger LOG = LoggerFactory.getLogger(SavedModel.class);

  private SavedModel() {}

  /**
   * A model that was read, and how it was trained.
   *
   * @param blocks that its training rows were cut into
   */
  public record Contents(TrainedModel trained, Hyperparameters hyperparameters, int blocks) {}

  /**
   * Writes a model, or replaces the one that is there: old or new, it is whole at any moment.
   *
   * @param blocks that its training rows were cut into
   */
  public static void write(
      Directory directory, TrainedModel trained, Hyperparameters hyperparameters, int blocks) {
    replacement(directory).replace(next -> fill(next, trained, hyperparameters, blocks));
  }

  /** Of a model; files beside its own are the user's. */
  static DirectoryReplacement replacement(Directory directory) {
    return new DirectoryReplacement(directory, ModelDescription::filesOf);
  }

  /** Recovers the models in a directory whose replacement a kill has cut off. */
  static void recoverIn(Directory models) {
    for (String name : DirectoryReplacement.cutOffIn(models)) {
      DirectoryReplacement replacement = replacement(models.child(name));
      if (isModel(replacement.standing()) || isModel(replacement.next())) {
        replacement.recover();
      }
    }
  }

  private static boolean isModel(Directory directory) {
    return directory.holds(ModelDescription.NAME);
  }

  private static void fill(
      Directory next, TrainedModel trained, Hyperparameters hyperparameters, int blocks) {
    ArrayFiles arrays = ArrayFiles.to(next);
    for (ParameterArray each : trained.model().arrays()) {
      float[] values =
          Arrays.copyOfRange(trained.parameters(), each.place().start(), each.place().end());
      arrays.write(fileName(each), each.shape(), values);
    }
    new SavedFeatures(arrays).write(trained.features());
    byte[] description =
        ModelDescription.encode(trained, hyperparameters, blocks, arrays.digests());
    next.write(ModelDescription.NAME, description);
  }

  private static String fileName(ParameterArray array) {
    return array.name() + ".npy";
  }

  /**
   * Reads a model that {@link #write} wrote.
   *
   * @throws DataException if there is none, its files do not fit each other or the images, or one
   *     of them is not as it was written; the message names file and field
   */
  public static TrainedModel read(Configuration hadoop, String uri) {
    return readAll(hadoop, uri).trained();
  }

  /**
   * Reads a model with its settings.
   *
   * @throws DataException as {@link #read} does
   */
  public static Contents readAll(Configuration hadoop, String uri) {
    Directory directory = Directory.at(hadoop, uri);
    if (!directory.holds(ModelDescription.NAME)) {
      throw new DataException(
          "read model: expected a directory with a %s, found none at %s"
              .formatted(ModelDescription.NAME, directory));
    }
    try {
      return read(directory);
    } catch (UncheckedIOException e) {
      throw new DataException("read model: " + e.getMessage(), e);
    }
  }

  private static Contents read(Directory directory) {
    ModelDescription description = ModelDescription.read(directory);
    if (description.digests().isEmpty()) {
      LOG.warn(
          "{}: written by a version that recorded no digests of files: only the weights are checked",
          directory);
    }
    ArrayFiles arrays = ArrayFiles.from(directory, description.digests());
    Network model = network(directory, description);
    float[] parameters = parameters(arrays, model);
    FittedFeatures features =
        new SavedFeatures(arrays).read(description.pipeline(), description.features());
    TrainedModel trained =
        new TrainedModel(
            model,
            description.hyperparameters().loss(),
            features,
            parameters,
            description.classNames());
    requireWeights(directory, description.weightsSha256(), trained.weightsSha256());
    return new Contents(trained, description.hyperparameters(), description.blocks());
  }

  private static Network network(Directory directory, ModelDescription description) {
    try {
      return Architecture.of(
          description.hyperparameters(), description.pipeline().data(), description.features());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DataException(
          "read model: %s/%s: expected a model of %d features, found none: %s"
              .formatted(directory, ModelDescription.NAME, description.features(), e.getMessage()),
          e);
    }
  }

  /** Read before there is room for all of them: a description may ask for any number. */
  private static float[] parameters(ArrayFiles arrays, Network model) {
    List<float[]> read = new ArrayList<>();
    for (ParameterArray each : model.arrays()) {
      read.add(arrays.read(fileName(each), each.shape()));
    }
    float[] parameters = new float[model.parameters()];
    for (int i = 0; i < read.size(); i++) {
      int start = model.arrays().get(i).place().start();
      System.arraycopy(read.get(i), 0, parameters, start, read.get(i).length);
    }
    return parameters;
  }

  private static void requireWeights(Directory directory, String recorded, String found) {
    if (!recorded.equals(found)) {
      throw new DataException(
          "read model: %s/%s: weights_sha256: expected %s, found weights of %s"
              .formatted(directory, ModelDescription.NAME, recorded, found));
    }
  }
}
