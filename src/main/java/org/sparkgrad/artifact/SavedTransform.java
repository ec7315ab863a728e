package org.sparkgrad.artifact;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FeatureString;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.io.DataException;
import org.sparkgrad.io.Directory;
import org.sparkgrad.io.DirectoryReplacement;
import org.sparkgrad.io.JsonFile;
import org.sparkgrad.io.OwnNames;

/**
 * Fitted features on disk, without a model: {@code features.json} says what they are, and the
 * arrays are those that {@link SavedModel} has of them.
 */
public final class SavedTransform {
  private static final String NAME = "features.json";
  private static final String INPUT = "input";
  private static final String TRANSFORM = "feature_transform";
  private static final String FEATURES = "features";
  private static final String VERSION = "version";
  private static final String FILES_SHA256 = "files_sha256";
  private static final Set<String> FIELDS =
      Set.of(INPUT, TRANSFORM, FEATURES, VERSION, FILES_SHA256);

  /** Features know no classes; a shape of data has some. */
  private static final int CLASSES = 2;

  private SavedTransform() {}

  /** Writes fitted features, or replaces those that are there. */
  public static void write(Directory directory, FittedFeatures features) {
    OwnNames own = place -> ArrayFiles.recordedIn(place, NAME, FILES_SHA256);
    new DirectoryReplacement(directory, own).replace(next -> fill(next, features));
  }

  private static void fill(Directory next, FittedFeatures features) {
    ArrayFiles arrays = ArrayFiles.to(next);
    new SavedFeatures(arrays).write(features);
    next.write(NAME, encode(features, arrays.digests()));
  }

  private static byte[] encode(FittedFeatures features, Map<String, String> digests) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(INPUT, InputShape.encode(features.pipeline().data()));
    json.put(TRANSFORM, features.pipeline().toString());
    json.put(FEATURES, features.scaling().features());
    json.put(VERSION, Version.text());
    json.put(FILES_SHA256, digests);
    return JsonFile.encode(json);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DataException if there is nothing, or a file is not as it was written
   */
  public static FittedFeatures read(Configuration hadoop, String uri) {
    Directory directory = Directory.at(hadoop, uri);
    if (!directory.holds(NAME)) {
      throw new DataException(
          "read features: expected a directory with a %s, found none at %s"
              .formatted(NAME, directory));
    }
    try {
      return read(JsonFile.read("read features", directory, NAME), directory);
    } catch (UncheckedIOException e) {
      throw new DataException("read features: " + e.getMessage(), e);
    }
  }

  private static FittedFeatures read(JsonFile json, Directory directory) {
    String version = json.text(VERSION);
    if (!Version.isReadable(version)) {
      throw json.problem(VERSION, "at most " + Version.text(), version);
    }
    json.requireKnown(FIELDS);
    DataShape data = InputShape.read(json, INPUT, CLASSES);
    FeaturePipeline pipeline = pipeline(json, data);
    int features = json.count(FEATURES, 1, pipeline.size());
    Optional<Map<String, String>> digests = Optional.of(json.map(FILES_SHA256));
    json.requireDigest();
    return new SavedFeatures(ArrayFiles.from(directory, digests)).read(pipeline, features);
  }

  private static FeaturePipeline pipeline(JsonFile json, DataShape data) {
    String text = json.text(TRANSFORM);
    try {
      return FeatureString.parse(text).at(data);
    } catch (IllegalArgumentException e) {
      throw json.problem(TRANSFORM, "features", "'%s': %s".formatted(text, e.getMessage()));
    }
  }
}
