package org.sparkgrad.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.dataset.Cifar10Layout;
import org.sparkgrad.dataset.DataException;
import org.sparkgrad.image.ImageFormat;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.model.LinearModel;

/**
 * A model on disk: {@code model.json} says what it is; {@code weights.npy} (classes x features),
 * {@code bias.npy} (classes; only with a bias), {@code pixel_scale.npy} and {@code
 * pixel_offset.npy} (one value a pixel byte) are its arrays, for NumPy and anything else to read:
 * the scores of an image are {@code (pixels * pixel_scale + pixel_offset) @ weights.T + bias}.
 */
public final class SavedModel {
  private static final String DESCRIPTION = "model.json";
  private static final String WEIGHTS = "weights.npy";
  private static final String BIAS = "bias.npy";
  private static final String SCALE = "pixel_scale.npy";
  private static final String OFFSET = "pixel_offset.npy";
  private static final String KIND = "linear";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SavedModel() {}

  /** Writes a model into {@code directory}, the description last. */
  static void write(Directory directory, TrainedModel trained, Hyperparameters hyperparameters) {
    LinearModel model = trained.model();
    float[] parameters = trained.parameters();
    int biasStart = model.biasStart();
    directory.create();
    writeArray(
        directory,
        WEIGHTS,
        List.of(model.classes(), model.features()),
        Arrays.copyOf(parameters, biasStart));
    if (model.bias()) {
      float[] bias = Arrays.copyOfRange(parameters, biasStart, parameters.length);
      writeArray(directory, BIAS, List.of(model.classes()), bias);
    }
    List<Integer> pixels = List.of(model.features());
    writeArray(directory, SCALE, pixels, trained.scaling().scale());
    writeArray(directory, OFFSET, pixels, trained.scaling().offset());
    directory.write(DESCRIPTION, describe(trained, hyperparameters));
  }

  private static byte[] describe(TrainedModel trained, Hyperparameters hyperparameters) {
    ObjectNode json = JSON.createObjectNode();
    json.put("kind", KIND);
    json.put("features", trained.model().features());
    json.put("classes", trained.model().classes());
    json.put("bias", trained.model().bias());
    json.put("feature_transform", trained.features());
    json.putPOJO("class_names", trained.classNames());
    json.put("weights_sha256", trained.weightsSha256());
    json.put("version", Version.text());
    ObjectNode values = json.putObject("hyperparameters");
    for (Hyperparameter each : Hyperparameter.values()) {
      values.putPOJO(each.column(), hyperparameters.get(each));
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
    expect(directory, "kind", KIND, json.path("kind").asText());
    expect(directory, "features", ImageFormat.BYTES, json.path("features").asInt());
    expect(directory, "classes", Cifar10Layout.CLASSES, json.path("classes").asInt());
    LinearModel model =
        new LinearModel(ImageFormat.BYTES, Cifar10Layout.CLASSES, json.path("bias").asBoolean());
    float[] weights = readArray(directory, WEIGHTS, List.of(model.classes(), model.features()));
    float[] parameters = Arrays.copyOf(weights, model.parameters());
    if (model.bias()) {
      float[] bias = readArray(directory, BIAS, List.of(model.classes()));
      System.arraycopy(bias, 0, parameters, model.biasStart(), bias.length);
    }
    List<Integer> pixels = List.of(ImageFormat.BYTES);
    PixelScaling scaling =
        new PixelScaling(readArray(directory, SCALE, pixels), readArray(directory, OFFSET, pixels));
    List<String> classNames = new ArrayList<>();
    json.path("class_names").forEach(name -> classNames.add(name.asText()));
    String features = json.path("feature_transform").asText();
    TrainedModel trained = new TrainedModel(model, features, scaling, parameters, classNames);
    expect(
        directory, "weights_sha256", trained.weightsSha256(), json.path("weights_sha256").asText());
    return trained;
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
      throw new DataException(
          "read model: %s: expected %s %s, found %s".formatted(directory, what, expected, found));
    }
  }
}
