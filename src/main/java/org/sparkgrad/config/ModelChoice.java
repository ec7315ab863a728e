package org.sparkgrad.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model that can be chosen: by a name, or by its layers. */
public interface ModelChoice {
  /** The name, or the layers. */
  String label();

  /** Whether it follows a gradient; the others are there to compare with. */
  default boolean isByGradient() {
    return true;
  }

  /** Whether it is made in iterations, from weights that are drawn. */
  default boolean isIterative() {
    return true;
  }

  /** What its weights start from unless asked for. */
  InitKind init();

  /** Whether the weights are drawn from a normal distribution of one scale unless asked for. */
  default boolean startsAsNormal() {
    return isIterative() && init() == InitKind.NORMAL;
  }

  /** Its layers, if these alone make it. */
  Optional<NetworkText> network();

  /** Whether its input is an image as such, whose pixels it needs in their places. */
  default boolean takesImages() {
    return network().filter(NetworkText::ofImages).isPresent();
  }

  /**
   * Reads a name or layers.
   *
   * @return null if the text is neither
   * @throws IllegalArgumentException if layers are not as they must be, naming the place
   */
  static ModelChoice parse(String text) {
    for (ModelChoice each : named()) {
      if (each.label().equals(text)) {
        return each;
      }
    }
    boolean hasMarks = text.chars().anyMatch(c -> "|:(".indexOf(c) >= 0);
    return hasMarks ? NetworkText.parse(text) : null;
  }

  /** Those that have names. */
  static List<ModelChoice> named() {
    return Stream.<ModelChoice>concat(
            Stream.of(ModelKind.values()), Stream.of(NamedNetwork.values()))
        .toList();
  }

  /** What {@link #parse} reads, in words. */
  static String grammar() {
    return "one of %s; or layers, each after ':' or '|': %s"
        .formatted(
            named().stream().map(ModelChoice::label).collect(Collectors.joining(", ")),
            Stream.of(LayerKind.values()).map(LayerKind::form).collect(Collectors.joining(", ")));
  }
}
