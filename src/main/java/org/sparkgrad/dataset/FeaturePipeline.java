package org.sparkgrad.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.sparkgrad.image.PixelScaling;

/**
 * How pixels become features, written as {@code raw}, then stages behind bars: {@code raw|unit},
 * {@code raw|center}, {@code raw|standardize}, {@code raw|standardize-channels}, {@code
 * raw|unit|center}. {@code raw} alone is the pixel values 0 to 255. What a stage has to learn it
 * learns from the training part alone.
 */
public record FeaturePipeline(List<PixelStage> stages) {
  private static final String SOURCE = "raw";

  /**
   * Reads a feature string.
   *
   * @throws IllegalArgumentException naming the part that is not understood
   */
  public static FeaturePipeline parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (!parts[0].strip().equals(SOURCE)) {
      throw new IllegalArgumentException(
          "expected '%s' first, found '%s' at character 1 of '%s'"
              .formatted(SOURCE, parts[0], text));
    }
    List<PixelStage> stages = new ArrayList<>();
    int at = parts[0].length() + 2;
    for (String part : List.of(parts).subList(1, parts.length)) {
      stages.add(stage(part.strip(), at, text));
      at += part.length() + 1;
    }
    return new FeaturePipeline(List.copyOf(stages));
  }

  private static PixelStage stage(String name, int at, String text) {
    for (PixelStage stage : PixelStage.values()) {
      if (stage.label().equals(name)) {
        return stage;
      }
    }
    String known =
        Arrays.stream(PixelStage.values()).map(PixelStage::label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "expected one of %s, found '%s' at character %d of '%s'".formatted(known, name, at, text));
  }

  /** Whether fitting needs the statistics of the training part. */
  public boolean needsStatistics() {
    return stages.stream().anyMatch(PixelStage::learns);
  }

  /**
   * Fits the stages in order, each to the values that the ones before it give. A pixel or channel
   * that never varies keeps its scale.
   *
   * @param statistics of the training part; may be null where {@link #needsStatistics} is false
   */
  public PixelScaling fit(PixelStatistics statistics) {
    StageFit fit = new StageFit(statistics);
    stages.forEach(fit::add);
    return fit.scaling();
  }

  /** The feature string. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(SOURCE);
    for (PixelStage stage : stages) {
      text.append('|').append(stage.label());
    }
    return text.toString();
  }
}
