package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.FittedProjection;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ConcatenatedFeatures;
import org.sparkgrad.image.ImageFeatures;
import org.sparkgrad.image.RawPixels;
import org.sparkgrad.image.patch.DictionaryReference;
import org.sparkgrad.image.patch.PatchFeatures;
import org.sparkgrad.image.patch.Patches;
import org.sparkgrad.stats.ColumnStatistics;
import org.sparkgrad.stats.Covariance;

/**
 * How pixels become features, written as sources with plus signs between them, then stages, each
 * after a bar: {@code raw|unit|center}, {@code hog(cell=4/8)+hsv(bins=10)|standardize|pca(0.95)}.
 * Sources are {@code raw}, the pixel values 0 to 255, {@code hog(...)}, {@code hsv(...)} and {@code
 * patches(...)}; their options have defaults. Stages and the dictionaries of patches are fitted to
 * the training part alone.
 *
 * @param stages elementwise affine stages
 * @param dense comes after these
 * @param after elementwise affine stages that come after the dense one
 */
public record FeaturePipeline(
    List<FeatureSource> sources,
    List<PixelStage> stages,
    Optional<DenseStage> dense,
    List<PixelStage> after) {
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

  /**
   * Checks a feature string and writes it with bars, as tables and models keep it, whichever marks
   * it was typed with. Options that are not given stay so.
   *
   * @throws IllegalArgumentException as {@link #parse} does
   */
  public static String withBars(String text) {
    parse(text);
    return text.replace(':', '|');
  }

  /** What {@link #parse} reads, in words, from the parser's own lists. */
  public static String grammar() {
    return "%s, or a sum of them such as hog(cell=4)+hsv; then stages, each after ':' or '|': %s, %s"
        .formatted(
            String.join(", ", SourceKind.forms()),
            String.join(", ", Choice.labels(PixelStage.class)),
            String.join(", ", DenseStageText.FORMS));
  }

  /** Whether features are computed from the pixel values alone, by linear stages. */
  public boolean isOfPixels() {
    return arePixels(sources);
  }

  /** Whether features are read straight from the pixels of blocks of images. */
  public boolean readsPixels() {
    return arePixels(sources) && dense.isEmpty();
  }

  static boolean arePixels(List<FeatureSource> sources) {
    return sources.size() == 1 && sources.get(0).features() instanceof RawPixels;
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
    return extractedText() + text(stages) + dense.map(stage -> "|" + stage).orElse("");
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
    return StageFit.of(stages, size(), statistics);
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
    FeatureScaling scaling = StageFit.of(after, projection.projection().outputs(), statistics);
    return new FittedFeatures(this, List.of(), Optional.of(projection), scaling);
  }

  /** The feature string with all options; it reads back equal. */
  @Override
  public String toString() {
    return projectedText() + text(after);
  }

  private static String text(List<PixelStage> stages) {
    return stages.stream().map(stage -> "|" + stage.label()).collect(Collectors.joining());
  }
}
