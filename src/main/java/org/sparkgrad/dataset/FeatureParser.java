package org.sparkgrad.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Reads feature strings: {@code source+source|stage|stage}. */
final class FeatureParser {
  private final FeatureText text;
  private final List<FeatureSource> sources = new ArrayList<>();
  private final List<PixelStage> stages = new ArrayList<>();

  private FeatureParser(String string) {
    text = new FeatureText(string);
  }

  static FeaturePipeline parse(String string) {
    return new FeatureParser(string).parse();
  }

  private FeaturePipeline parse() {
    do {
      sources.add(SourceKind.read(text));
    } while (text.take('+'));
    requireSize();
    while (text.take('|')) {
      stages.add(stage(text.word()));
    }
    text.requireEnd(stages.isEmpty() ? "'+', '|' or the end" : "'|' or the end");
    return new FeaturePipeline(List.copyOf(sources), List.copyOf(stages));
  }

  private void requireSize() {
    long size = sources.stream().mapToLong(source -> source.features().size()).sum();
    if (size > FeaturePipeline.MOST_VALUES) {
      throw text.error(
          "expected at most %d values of an image, found %d"
              .formatted(FeaturePipeline.MOST_VALUES, size),
          1);
    }
  }

  private PixelStage stage(FeatureText.Word word) {
    for (PixelStage stage : PixelStage.values()) {
      if (stage.label().equals(word.text())) {
        return requirePlace(stage, word);
      }
    }
    throw text.error(
        "one of "
            + Arrays.stream(PixelStage.values())
                .map(PixelStage::label)
                .collect(Collectors.joining(", ")),
        word);
  }

  private PixelStage requirePlace(PixelStage stage, FeatureText.Word word) {
    if (stage == PixelStage.STANDARDIZE_CHANNELS && !FeaturePipeline.arePixels(sources)) {
      throw text.error(
          "expected '%s' with raw alone, found it with other features".formatted(stage.label()),
          word.place());
    }
    return stage;
  }
}
