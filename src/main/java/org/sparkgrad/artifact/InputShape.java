package org.sparkgrad.artifact;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.io.JsonFile;

/**
 * What {@code model.json} says of the rows that a model takes: channels, height and width of
 * images, or how many values vectors have.
 */
final class InputShape {
  private static final String CHANNELS = "channels";
  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String VALUES = "values";

  private InputShape() {}

  static Map<String, Object> encode(DataShape data) {
    Map<String, Object> json = new LinkedHashMap<>();
    data.image()
        .ifPresentOrElse(
            image -> {
              json.put(CHANNELS, image.channels());
              json.put(HEIGHT, image.height());
              json.put(WIDTH, image.width());
            },
            () -> json.put(VALUES, data.values()));
    return json;
  }

  /**
   * Reads a field; an older version, which wrote none, took the images of CIFAR-10 alone.
   *
   * @throws org.sparkgrad.io.DataException naming file and field if it is no shape
   */
  static DataShape read(JsonFile json, String field, int classes) {
    if (!json.has(field)) {
      return DataShape.ofImages(ImageShape.CIFAR, classes);
    }
    Map<String, String> shape = json.map(field);
    try {
      if (shape.keySet().equals(Set.of(VALUES))) {
        return DataShape.ofVectors(number(shape, VALUES), classes);
      }
      return DataShape.ofImages(
          new ImageShape(number(shape, CHANNELS), number(shape, HEIGHT), number(shape, WIDTH)),
          classes);
    } catch (IllegalArgumentException e) {
      throw json.problem(field, "channels, height and width, or values", shape);
    }
  }

  private static int number(Map<String, String> shape, String key) {
    return Integer.parseInt(shape.getOrDefault(key, ""));
  }
}
