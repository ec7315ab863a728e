package org.sparkgrad.data.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The names of classes that Hugging Face's {@code datasets} notes in the Parquet files that it
 * writes: under the key {@code huggingface}, JSON with {@code info.features.COLUMN.names}.
 */
final class HuggingFaceNames {
  private static final String KEY = "huggingface";

  private HuggingFaceNames() {}

  /** The names; none if they are not noted, or are not names. */
  static List<String> of(Map<String, String> metadata, String column) {
    try {
      JsonNode names =
          new ObjectMapper()
              .readTree(metadata.getOrDefault(KEY, "{}"))
              .path("info")
              .path("features")
              .path(column)
              .path("names");
      List<String> found = new ArrayList<>();
      names.forEach(each -> found.add(each.asText()));
      return areNames(found) ? found : List.of();
    } catch (JsonProcessingException e) {
      return List.of(); // A note that nobody vouches for.
    }
  }

  /** Whether they are all different and none is blank, as classes are known by them. */
  private static boolean areNames(List<String> found) {
    return new HashSet<>(found).size() == found.size() && found.stream().noneMatch(String::isBlank);
  }
}
