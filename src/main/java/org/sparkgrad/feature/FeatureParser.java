package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.choice.Choice;

/**
 * Reads feature strings: {@code source+source|stage|stage}. A colon stands for a bar, which shells
 * take for a pipe unless it is quoted.
 */
public final class FeatureParser {
  private final FeatureText text;
  private final List<FeatureSource> sources = new ArrayList<>();
  private final List<PixelStage> stages = new ArrayList<>();
  private final List<PixelStage> after = new ArrayList<>();
  private Optional<DenseStage> dense = Optional.empty();

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
    boolean staged = false;
    while (takeStageMark()) {
      readStage(text.word());
      staged = true;
    }
    text.requireEnd(staged ? "'|', ':' or the end" : "'+', '|', ':' or the end");
    return new FeaturePipeline(
        List.copyOf(sources), List.copyOf(stages), dense, List.copyOf(after));
  }

  private boolean takeStageMark() {
    return text.take('|') || text.take(':');
  }

  private long size() {
    return sources.stream().mapToLong(source -> source.features().size()).sum();
  }

  private void requireSize() {
    if (size() > FeaturePipeline.MOST_VALUES) {
      throw text.error(
          "expected at most %d values of an image, found %d"
              .formatted(FeaturePipeline.MOST_VALUES, size()),
          1);
    }
  }

  private void readStage(FeatureText.Word word) {
    if (DenseStageText.NAMES.contains(word.text())) {
      if (dense.isPresent()) {
        throw text.error(
            "expected one of pca and zca, found '%s' after another".formatted(word.text()),
            word.place());
      }
      dense = Optional.of(new DenseStageText(text, size()).read(word));
    } else {
      (dense.isPresent() ? after : stages).add(stage(word));
    }
  }

  private PixelStage stage(FeatureText.Word word) {
    Optional<PixelStage> stage = Choice.ofLabel(PixelStage.class, word.text());
    if (stage.isPresent()) {
      return requirePlace(stage.get(), word);
    }
    String names = String.join(", ", Choice.labels(PixelStage.class));
    throw text.error("one of " + names + ", " + String.join(", ", DenseStageText.NAMES), word);
  }

  private PixelStage requirePlace(PixelStage stage, FeatureText.Word word) {
    if (stage == PixelStage.STANDARDIZE_CHANNELS
        && (dense.isPresent() || !FeaturePipeline.arePixels(sources))) {
      throw text.error(
          "expected '%s' with raw alone, found it with other features".formatted(stage.label()),
          word.place());
    }
    return stage;
  }
}
