package org.sparkgrad.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.config.Architecture;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.data.format.Cifar10Layout;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.Npy;
import org.sparkgrad.linalg.Projection;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.ParameterArray;
import org.sparkgrad.train.TrainedModel;

/**
 * A model on disk: {@code model.json} says what it is; {@code weights.npy} (classes x features),
 * {@code bias.npy} (classes; only with a bias), {@code pixel_scale.npy} and {@code
 * pixel_offset.npy} (one value a pixel byte) are its arrays, for NumPy and anything else to read:
 * the scores of an image are {@code (pixels * pixel_scale + pixel_offset) @ weights.T + bias}.
 * Where features are not the pixels, {@code feature_scale.npy} and {@code feature_offset.npy} take
 * the place of these two, with one value for each that the feature string's sources give. Behind a
 * dense stage the features are {@code ((values * feature_scale + feature_offset) -
 * projection_mean) @ projection.T * component_scale + component_offset}. A two-layer model has
 * {@code hidden_weights.npy} (hidden x features) and {@code hidden_bias.npy} too. All arrays of
 * parameters are named in {@link Model#arrays}.
 */
public final class SavedModel {
  private static final String DESCRIPTION = "model.json";
  private static final String SCALE = "_scale.npy";
  private static final String OFFSET = "_offset.npy";
  private static final String PIXEL = "pixel";
  private static final String FEATURE = "feature";
  private static final String COMPONENT = "component";
  private static final String MEAN = "projection_mean.npy";
  private static final String PROJECTION = "projection.npy";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SavedModel() {}

  /** Writes a model into {@code directory}, the description last. */
  public static void write(
      Directory directory, TrainedModel trained, Hyperparameters hyperparameters) {
    directory.create();
    for (ParameterArray each : trained.model().arrays()) {
      float[] values =
          Arrays.copyOfRange(trained.parameters(), each.place().start(), each.place().end());
      writeArray(directory, fileName(each), each.shape(), values);
    }
    writeFeatures(directory, trained.features());
    directory.write(DESCRIPTION, describe(trained, hyperparameters));
  }

  private static void writeFeatures(Directory directory, FittedFeatures features) {
    if (features.projection().isEmpty()) {
      writeScaling(directory, scaled(features.pipeline()), features.scaling());
      return;
    }
    FittedProjection fitted = features.projection().get();
    Projection projection = fitted.projection();
    writeScaling(directory, FEATURE, fitted.before());
    writeArray(directory, MEAN, List.of(projection.columns()), projection.mean());
    writeArray(
        directory,
        PROJECTION,
        List.of(projection.outputs(), projection.columns()),
        projection.weights());
    writeScaling(directory, COMPONENT, features.scaling());
  }

  private static void writeScaling(Directory directory, String kind, FeatureScaling scaling) {
    List<Integer> shape = List.of(scaling.features());
    writeArray(directory, kind + SCALE, shape, scaling.scale());
    writeArray(directory, kind + OFFSET, shape, scaling.offset());
  }

  /** What the straight lines are of, for the names of their files. */
  private static String scaled(FeaturePipeline pipeline) {
    return pipeline.readsPixels() ? PIXEL : FEATURE;
  }

  private static String fileName(ParameterArray array) {
    return array.name() + ".npy";
  }

  private static byte[] describe(TrainedModel trained, Hyperparameters hyperparameters) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", hyperparameters.get(Hyperparameter.MODEL).label());
    json.put("features", trained.model().features());
    json.put("classes", trained.model().classes());
    json.put("bias", hyperparameters.get(Hyperparameter.BIAS));
    json.put("feature_transform", trained.features().pipeline().toString());
    json.putPOJO("class_names", trained.classNames());
    json.put("weights_sha256", trained.weightsSha256());
    json.put("version", Version.text());
    ObjectNode values = json.putObject("hyperparameters");
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      hyperparameters
          .find(each)
          .ifPresent(value -> values.putPOJO(each.column(), hyperparameters.column(each)));
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("write " + DESCRIPTION, e);
    }
  }

  private static void writeArray(
      Directory directory, String name, List<Integer> shape, float[] values) {
    directory.write(name, new Npy(shape, values).encode());
  }

  /**
   * Reads a model that {@link #write} wrote.
   *
   * @throws DataException where there is none, or where its files do not fit each other or the
   *     images
   */
  public static TrainedModel read(Configuration hadoop, String uri) {
    Directory directory = Directory.at(hadoop, uri);
    if (!directory.child(DESCRIPTION).exists()) {
      throw new DataException(
          "read model: expected a directory with a %s, found none at %s"
              .formatted(DESCRIPTION, directory));
    }
    try {
      return read(directory, JSON.readTree(directory.read(DESCRIPTION)));
    } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
      throw new DataException("read model: %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static TrainedModel read(Directory directory, JsonNode json) {
    String kind = json.path("kind").asText();
    List<String> kinds = Choice.labels(ModelKind.class);
    if (!kinds.contains(kind)) {
      throw mismatch(directory, "kind", "one of " + String.join(", ", kinds), kind);
    }
    FeaturePipeline pipeline = FeaturePipeline.parse(json.path("feature_transform").asText());
    int size = json.path("features").asInt();
    requireSize(directory, pipeline, size);
    expect(directory, "classes", Cifar10Layout.CLASSES, json.path("classes").asInt());
    Hyperparameters hyperparameters = readHyperparameters(directory, json);
    Model model = Architecture.of(hyperparameters, size);
    float[] parameters = new float[model.parameters()];
    for (ParameterArray each : model.arrays()) {
      float[] values = readArray(directory, fileName(each), each.shape());
      System.arraycopy(values, 0, parameters, each.place().start(), values.length);
    }
    FittedFeatures features = readFeatures(directory, pipeline, size);
    List<String> classNames = new ArrayList<>();
    json.path("class_names").forEach(name -> classNames.add(name.asText()));
    TrainedModel trained =
        new TrainedModel(model, hyperparameters.loss(), features, parameters, classNames);
    expect(
        directory, "weights_sha256", trained.weightsSha256(), json.path("weights_sha256").asText());
    return trained;
  }

  private static void requireSize(Directory directory, FeaturePipeline pipeline, int size) {
    if (pipeline.dense().isEmpty()) {
      expect(directory, "features", pipeline.size(), size);
    } else if (size < 1 || size > pipeline.size()) {
      throw mismatch(directory, "features", "1 to " + pipeline.size(), size);
    }
  }

  private static FittedFeatures readFeatures(
      Directory directory, FeaturePipeline pipeline, int size) {
    int extracted = pipeline.size();
    if (pipeline.dense().isEmpty()) {
      FeatureScaling scaling = readScaling(directory, scaled(pipeline), extracted);
      return new FittedFeatures(pipeline, scaling);
    }
    float[] mean = readArray(directory, MEAN, List.of(extracted));
    float[] weights = readArray(directory, PROJECTION, List.of(size, extracted));
    FittedProjection fitted =
        new FittedProjection(
            readScaling(directory, FEATURE, extracted), new Projection(mean, weights));
    return new FittedFeatures(
        pipeline, Optional.of(fitted), readScaling(directory, COMPONENT, size));
  }

  private static FeatureScaling readScaling(Directory directory, String kind, int size) {
    float[] scale = readArray(directory, kind + SCALE, List.of(size));
    return new FeatureScaling(scale, readArray(directory, kind + OFFSET, List.of(size)));
  }

  /** An older version may have written fewer: it trained as the defaults say. */
  private static Hyperparameters readHyperparameters(Directory directory, JsonNode json) {
    Map<Hyperparameter<?>, Object> values = new HashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      JsonNode value = json.path("hyperparameters").path(each.column());
      if (!value.isMissingNode() && !value.isNull()) {
        values.put(each, each.parse(value.asText()));
      }
    }
    Hyperparameters hyperparameters = Hyperparameters.of(values);
    expect(
        directory,
        "kind",
        hyperparameters.get(Hyperparameter.MODEL).label(),
        json.path("kind").asText());
    expect(
        directory, "bias", hyperparameters.get(Hyperparameter.BIAS), json.path("bias").asBoolean());
    return hyperparameters;
  }

  private static float[] readArray(Directory directory, String name, List<Integer> shape) {
    Npy array;
    try {
      array = Npy.decode(directory.read(name));
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "read model: %s/%s: %s".formatted(directory, name, e.getMessage()), e);
    }
    expect(directory, "shape of " + name, shape, array.shape());
    return array.values();
  }

  private static void expect(Directory directory, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw mismatch(directory, what, expected, found);
    }
  }

  private static DataException mismatch(
      Directory directory, String what, Object expected, Object found) {
    return new DataException(
        "read model: %s: expected %s %s, found %s".formatted(directory, what, expected, found));
  }
}
