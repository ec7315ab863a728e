package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ConcatenatedFeatures;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.RawPixels;
import org.sparkgrad.image.patch.DictionaryReference;
import org.sparkgrad.image.patch.PatchFeatures;
import org.sparkgrad.image.patch.Patches;
import org.sparkgrad.stats.ColumnStatistics;
import org.sparkgrad.stats.Covariance;

/**
 * How rows of one shape become features: what a {@link FeatureString} says, on data of that shape.
 * Stages and the dictionaries of patches are fitted to the training part alone.
 *
 * @param data what the rows are
 * @param stages elementwise affine stages
 * @param dense comes after these
 * @param after elementwise affine stages that come after the dense one
 */
public record FeaturePipeline(
    DataShape data,
    List<FeatureSource> sources,
    List<PixelStage> stages,
    Optional<DenseStage> dense,
    List<PixelStage> after) {
  /** Keeps the values of a block of any size within the longest array. */
  static final int MOST_VALUES = 40_000;

  /** Whether features are computed from the pixel values alone, by linear stages. */
  public boolean isOfPixels() {
    return data.image().isPresent() && isOfValues();
  }

  /** Whether features are computed from the values of a row alone, by linear stages. */
  private boolean isOfValues() {
    return sources.size() == 1
        && (sources.get(0).features() instanceof RawPixels
            || sources.get(0).features() instanceof RawVector);
  }

  /** Whether features are read straight from the pixels of blocks of images. */
  public boolean readsPixels() {
    return isOfPixels() && dense.isEmpty();
  }

  /** Whether features are read straight from the rows of blocks, pixels or numbers. */
  boolean readsRows() {
    return isOfValues() && dense.isEmpty();
  }

  /** Whether the rows of blocks are what the sources give, so that nothing is extracted. */
  boolean extractsNothing() {
    return readsRows() || data.image().isEmpty();
  }

  /** The sources that have a dictionary, which is fitted to the training part, in their order. */
  public List<Patches> patches() {
    return sources.stream()
        .map(FeatureSource::features)
        .filter(Patches.class::isInstance)
        .map(Patches.class::cast)
        .toList();
  }

  /** Whether an image and its mirror image have the same features. */
  public boolean addsMirrors() {
    return sources.stream()
        .map(FeatureSource::features)
        .allMatch(each -> each instanceof Patches patches && patches.mirrors());
  }

  /** The features computed from each image by itself, before the stages, if nothing is fitted. */
  public ImageFeatures extracted() {
    return extracted(List.of());
  }

  /**
   * The same.
   *
   * @param dictionaries one for each of {@link #patches}
   */
  public ImageFeatures extracted(List<DictionaryReference> dictionaries) {
    if (dictionaries.size() != patches().size()) {
      throw new IllegalArgumentException(
          "features '%s': expected %d fitted dictionaries, found %d"
              .formatted(extractedText(), patches().size(), dictionaries.size()));
    }
    Iterator<DictionaryReference> next = dictionaries.iterator();
    List<ImageFeatures> parts = new ArrayList<>();
    for (FeatureSource source : sources) {
      parts.add(
          source.features() instanceof Patches patches
              ? new PatchFeatures(patches, next.next())
              : (ImageFeatures) source.features());
    }
    return new ConcatenatedFeatures(parts);
  }

  /** The feature string without its stages. */
  public String extractedText() {
    return sources.stream().map(FeatureSource::text).collect(Collectors.joining("+"));
  }

  /** Number of values of the sources; a dense stage may leave fewer features. */
  public int size() {
    return sources.stream().mapToInt(source -> source.features().size()).sum();
  }

  /** How many features a row has at least: what a share of the variance keeps is not known here. */
  public int fewestFeatures() {
    return dense.map(stage -> stage.fewest(size())).orElse(size());
  }

  /** The feature string up to the dense stage. */
  public String projectedText() {
    return extractedText()
        + FeatureString.text(stages)
        + dense.map(stage -> "|" + stage).orElse("");
  }

  /** Why it cannot be fitted to so few training rows, in words; empty if it can. */
  public Optional<String> problemWith(int rows) {
    return dense.flatMap(stage -> stage.problemWith(rows));
  }

  /** Whether stages before any dense one need the statistics of the training part. */
  public boolean needsStatistics() {
    return stages.stream().anyMatch(PixelStage::learns);
  }

  /** Whether stages after the dense one need the statistics of its results. */
  public boolean needsStatisticsAfter() {
    return after.stream().anyMatch(PixelStage::learns);
  }

  /**
   * Fits the stages of a pipeline without a dense one in order, each to the results of the ones
   * before it. A value that never varies keeps its scale.
   *
   * @param statistics of the training part; may be null if {@link #needsStatistics} is false
   */
  public FittedFeatures fit(ColumnStatistics statistics) {
    return new FittedFeatures(this, scaling(statistics));
  }

  /** The affine map before any dense stage, fitted as {@link #fit} does. */
  FeatureScaling scaling(ColumnStatistics statistics) {
    int channel = data.image().map(ImageShape::plane).orElse(size());
    return StageFit.of(stages, size(), channel, statistics);
  }

  /**
   * Fits the dense stage and those before it; the covariance is one job over the blocks.
   *
   * @param blocks of extracted features
   * @param range the training part
   * @param statistics of the training part; may be null if {@link #needsStatistics} is false
   */
  public FittedProjection fitDense(
      JavaRDD<Block> blocks, RowRange range, ColumnStatistics statistics) {
    FeatureScaling before = scaling(statistics);
    return new FittedProjection(
        before, dense.orElseThrow().fit(Covariance.of(blocks, range, before)));
  }

  /**
   * Fits the stages after the dense one.
   *
   * @param statistics of its results; may be null if {@link #needsStatisticsAfter} is false
   */
  public FittedFeatures fit(FittedProjection projection, ColumnStatistics statistics) {
    int outputs = projection.projection().outputs();
    FeatureScaling scaling = StageFit.of(after, outputs, outputs, statistics);
    return new FittedFeatures(this, List.of(), Optional.of(projection), scaling);
  }

  /** The feature string with all options; it reads back equal. */
  @Override
  public String toString() {
    return projectedText() + FeatureString.text(after);
  }
}
