package org.sparkgrad.dataset;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.sparkgrad.image.ConcatenatedFeatures;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.RawPixels;

/**
 * How pixels become features, written as sources with plus signs between them, then stages behind
 * bars: {@code raw|unit|center}, {@code hog(cell=4/8)+hsv(bins=10)|standardize}. Sources are {@code
 * raw}, the pixel values 0 to 255, {@code hog(...)} and {@code hsv(...)}; their options have
 * defaults. What a stage has to learn it learns from the training part alone.
 */
public record FeaturePipeline(List<FeatureSource> sources, List<PixelStage> stages)
    implements Serializable {
  /** Keeps the values of a block of any size within the longest array. */
  static final int MOST_VALUES = 40_000;

  /**
   * Reads a feature string.
   *
   * @throws IllegalArgumentException naming what was expected, what was found, and its place
   */
  public static FeaturePipeline parse(String text) {
    return FeatureParser.parse(text);
  }

  /** Whether the values before the stages are the pixels, which blocks of images hold. */
  public boolean readsPixels() {
    return arePixels(sources);
  }

  static boolean arePixels(List<FeatureSource> sources) {
    return sources.size() == 1 && sources.get(0).features() instanceof RawPixels;
  }

  /** What is computed from each image by itself, before the stages. */
  public ImageFeatures extracted() {
    return new ConcatenatedFeatures(sources.stream().map(FeatureSource::features).toList());
  }

  /** The feature string without its stages. */
  public String extractedText() {
    return sources.stream().map(FeatureSource::text).collect(Collectors.joining("+"));
  }

  /** How many features an image has. */
  public int size() {
    return extracted().size();
  }

  /** Whether fitting needs the statistics of the training part. */
  public boolean needsStatistics() {
    return stages.stream().anyMatch(PixelStage::learns);
  }

  /**
   * Fits the stages in order, each to the values that the ones before it give. A value that never
   * varies keeps its scale.
   *
   * @param statistics of the training part; may be null where {@link #needsStatistics} is false
   */
  public FittedFeatures fit(ColumnStatistics statistics) {
    StageFit fit = new StageFit(size(), statistics);
    stages.forEach(fit::add);
    return new FittedFeatures(this, fit.scaling());
  }

  /** The feature string with all options; it reads back equal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(extractedText());
    for (PixelStage stage : stages) {
      text.append('|').append(stage.label());
    }
    return text.toString();
  }
}
