package org.sparkgrad.artifact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.train.TrainedModel;

/**
 * What {@code model.json} says.
 *
 * @param features that the model takes
 * @param classNames one name per label, all different
 * @param blocks that the training rows were cut into; 1 if an older version did not record them
 * @param digests the SHA-256 of each array's file; empty for a model of a version that recorded
 *     none, of which no more than the weights can be checked
 */
record ModelDescription(
    Hyperparameters hyperparameters,
    FeaturePipeline pipeline,
    int features,
    List<String> classNames,
    String weightsSha256,
    int blocks,
    Optional<Map<String, String>> digests) {
  static final String NAME = "model.json";

  private static final String KIND = "kind";
  private static final String INPUT = "input";
  private static final String LAYERS = "layers";
  private static final String FEATURES = "features";
  private static final String CLASSES = "classes";
  private static final String BIAS = "bias";
  private static final String TRANSFORM = "feature_transform";
  private static final String CLASS_NAMES = "class_names";
  private static final String WEIGHTS_SHA256 = "weights_sha256";
  private static final String VERSION = "version";
  private static final String HYPERPARAMETERS = "hyperparameters";
  private static final String BLOCKS = "blocks";
  private static final String FILES_SHA256 = "files_sha256";
  private static final Set<String> FIELDS =
      Set.of(
          KIND,
          INPUT,
          LAYERS,
          FEATURES,
          CLASSES,
          BIAS,
          TRANSFORM,
          CLASS_NAMES,
          WEIGHTS_SHA256,
          VERSION,
          HYPERPARAMETERS,
          BLOCKS,
          FILES_SHA256);

  /** Which files in a directory are those of the model that is there. */
  static Predicate<String> filesOf(Directory model) {
    return ArrayFiles.recordedIn(model, NAME, FILES_SHA256);
  }

  /** The bytes of the file. */
  static byte[] encode(
      TrainedModel trained,
      Hyperparameters hyperparameters,
      int blocks,
      Map<String, String> digests) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(KIND, hyperparameters.get(Hyperparameter.MODEL).label());
    DataShape data = trained.features().pipeline().data();
    json.put(INPUT, InputShape.encode(data));
    int features = trained.model().features();
    hyperparameters
        .get(Hyperparameter.MODEL)
        .network()
        .ifPresent(network -> json.put(LAYERS, network.listed(data, features)));
    json.put(FEATURES, features);
    json.put(CLASSES, trained.model().classes());
    hyperparameters.find(Hyperparameter.BIAS).ifPresent(bias -> json.put(BIAS, bias));
    json.put(TRANSFORM, trained.features().pipeline().toString());
    json.put(CLASS_NAMES, trained.classNames());
    json.put(WEIGHTS_SHA256, trained.weightsSha256());
    json.put(VERSION, Version.text());
    Map<String, Object> values = new LinkedHashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      hyperparameters
          .find(each)
          .ifPresent(value -> values.put(each.column(), hyperparameters.column(each)));
    }
    json.put(HYPERPARAMETERS, values);
    json.put(BLOCKS, blocks);
    json.put(FILES_SHA256, digests);
    return JsonFile.encode(json);
  }

  /**
   * Reads the file of a directory.
   *
   * @throws DataException naming file and field if it is of a newer version, has a field that is
   *     unknown, missing or out of its range, or is not as it was written
   */
  static ModelDescription read(Directory directory) {
    JsonFile json = JsonFile.read("read model", directory, NAME);
    String version = json.text(VERSION);
    if (!Version.isReadable(version)) {
      throw json.problem(VERSION, "at most " + Version.text(), version);
    }
    json.requireKnown(FIELDS);
    Hyperparameters hyperparameters = hyperparameters(json);
    List<String> classNames = classNames(json);
    FeaturePipeline pipeline = pipeline(json, InputShape.read(json, INPUT, classNames.size()));
    boolean projected = !pipeline.dense().isEmpty();
    int features = json.count(FEATURES, projected ? 1 : pipeline.size(), pipeline.size());
    json.count(CLASSES, classNames.size(), classNames.size());
    int blocks = json.has(BLOCKS) ? json.count(BLOCKS, 1, Integer.MAX_VALUE) : 1;
    Optional<Map<String, String>> digests =
        json.hasDigest() ? Optional.of(json.map(FILES_SHA256)) : Optional.empty();
    ModelDescription description =
        new ModelDescription(
            hyperparameters,
            pipeline,
            features,
            classNames,
            json.text(WEIGHTS_SHA256),
            blocks,
            digests);
    if (digests.isPresent()) {
      json.requireDigest();
    }
    return description;
  }

  private static FeaturePipeline pipeline(JsonFile json, DataShape data) {
    String text = json.text(TRANSFORM);
    try {
      return FeatureString.parse(text).at(data);
    } catch (IllegalArgumentException e) {
      throw json.problem(TRANSFORM, "features", "'%s': %s".formatted(text, e.getMessage()));
    }
  }

  private static List<String> classNames(JsonFile json) {
    List<String> names = json.texts(CLASS_NAMES);
    if (names.size() < 2 || new HashSet<>(names).size() != names.size()) {
      throw json.problem(CLASS_NAMES, "two or more different names", names);
    }
    return names;
  }

  /** An older version may have written fewer: it trained as the defaults say. */
  private static Hyperparameters hyperparameters(JsonFile json) {
    String kind = json.text(KIND);
    requireModel(kind, json);
    Map<String, String> texts = json.map(HYPERPARAMETERS);
    Map<Hyperparameter<?>, Object> values = new HashMap<>();
    for (Hyperparameter<?> each : Hyperparameter.values()) {
      String text = texts.remove(each.column());
      if (text != null) {
        values.put(each, parse(each, text, json));
      }
    }
    for (String unknown : texts.keySet()) {
      throw json.problem(HYPERPARAMETERS + "." + unknown, "no such hyperparameter", "one");
    }
    Hyperparameters hyperparameters = Hyperparameters.of(values);
    String trainedKind = hyperparameters.get(Hyperparameter.MODEL).label();
    if (!kind.equals(trainedKind)) {
      throw json.problem(KIND, trainedKind + " as among the hyperparameters", kind);
    }
    hyperparameters.find(Hyperparameter.BIAS).ifPresent(trained -> requireBias(trained, json));
    return hyperparameters;
  }

  private static void requireModel(String kind, JsonFile json) {
    try {
      Hyperparameter.MODEL.parse(kind);
    } catch (IllegalArgumentException e) {
      throw json.problem(KIND, "a model", "'%s': %s".formatted(kind, e.getMessage()));
    }
  }

  private static void requireBias(boolean trained, JsonFile json) {
    boolean bias = json.flag(BIAS);
    if (bias != trained) {
      throw json.problem(BIAS, trained + " as among the hyperparameters", bias);
    }
  }

  private static Object parse(Hyperparameter<?> hyperparameter, String text, JsonFile json) {
    try {
      return hyperparameter.parse(text);
    } catch (IllegalArgumentException e) {
      throw json.problem(
          HYPERPARAMETERS + "." + hyperparameter.column(), hyperparameter.expected(), text);
    }
  }
}
