package org.sparkgrad.feature;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.choice.MarkedText;
import org.sparkgrad.data.DataShape;

/**
 * How rows become features, as it is written: sources with plus signs between them, then stages,
 * each after a bar: {@code raw|unit|center}, {@code hog(cell=4/8)+hsv(bins=10)|standardize|
 * pca(0.95)}. Sources are {@code raw}, the pixel values 0 to 255 or the numbers of a vector, {@code
 * hog(...)}, {@code hsv(...)} and {@code patches(...)}; their options have defaults. Its words are
 * known to be right, whatever the data; {@link #at} says what it is on data of one shape.
 */
public final class FeatureString {
  private final MarkedText text;
  private final List<SourceText> sources;
  private final List<PixelStage> stages;
  private final Optional<DenseStageText> dense;
  private final List<PixelStage> after;

  /**
   * @param text for the places of errors
   */
  FeatureString(
      MarkedText text,
      List<SourceText> sources,
      List<PixelStage> stages,
      Optional<DenseStageText> dense,
      List<PixelStage> after) {
    this.text = text;
    this.sources = List.copyOf(sources);
    this.stages = List.copyOf(stages);
    this.dense = dense;
    this.after = List.copyOf(after);
  }

  /**
   * Reads a feature string.
   *
   * @throws IllegalArgumentException naming what was expected, what was found, and its place
   */
  public static FeatureString parse(String text) {
    return new FeatureParser(text).parse();
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

  /**
   * What it is on data of a shape.
   *
   * @throws IllegalArgumentException if an option does not fit the shape, naming its place
   */
  public FeaturePipeline at(DataShape data) {
    List<FeatureSource> made = sources.stream().map(each -> each.at(data)).toList();
    long size = made.stream().mapToLong(source -> source.features().size()).sum();
    if (size > FeaturePipeline.MOST_VALUES) {
      throw text.error(
          "expected at most %d values per row, found %d"
              .formatted(FeaturePipeline.MOST_VALUES, size),
          1);
    }
    if (data.image().isEmpty() && stages.contains(PixelStage.STANDARDIZE_CHANNELS)) {
      throw text.error(
          "expected '%s' with images, found it with vectors of %d numbers"
              .formatted(PixelStage.STANDARDIZE_CHANNELS.label(), data.values()),
          1);
    }
    return new FeaturePipeline(data, made, stages, dense.map(each -> each.at(size)), after);
  }

  /** Whether stages come after the sources. */
  public boolean hasStages() {
    return !stages.isEmpty() || dense.isPresent() || !after.isEmpty();
  }

  /** The feature string with all options; it reads back equal. */
  @Override
  public String toString() {
    return sources.stream().map(SourceText::canonical).collect(Collectors.joining("+"))
        + text(stages)
        + dense.map(each -> "|" + each.stage()).orElse("")
        + text(after);
  }

  static String text(List<PixelStage> stages) {
    return stages.stream().map(stage -> "|" + stage.label()).collect(Collectors.joining());
  }
}
