package org.sparkgrad.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkgrad.choice.Choice;
import org.sparkgrad.choice.MarkedText;

/**
 * Reads feature strings: {@code source+source|stage|stage}. A colon stands for a bar, which shells
 * take for a pipe unless it is quoted.
 */
final class FeatureParser {
  private final MarkedText text;
  private final List<SourceText> sources = new ArrayList<>();
  private final List<PixelStage> stages = new ArrayList<>();
  private final List<PixelStage> after = new ArrayList<>();
  private Optional<DenseStageText> dense = Optional.empty();

  FeatureParser(String string) {
    text = new MarkedText(string);
  }

  FeatureString parse() {
    do {
      sources.add(SourceKind.read(text));
    } while (text.take('+'));
    boolean staged = false;
    while (takeStageMark()) {
      readStage(text.word());
      staged = true;
    }
    text.requireEnd(staged ? "'|', ':' or the end" : "'+', '|', ':' or the end");
    return new FeatureString(text, sources, stages, dense, after);
  }

  private boolean takeStageMark() {
    return text.take('|') || text.take(':');
  }

  private void readStage(MarkedText.Word word) {
    if (DenseStageText.NAMES.contains(word.text())) {
      if (dense.isPresent()) {
        throw text.error(
            "expected one of pca and zca, found '%s' after another".formatted(word.text()),
            word.place());
      }
      dense = Optional.of(DenseStageText.read(text, word));
    } else {
      (dense.isPresent() ? after : stages).add(stage(word));
    }
  }

  private PixelStage stage(MarkedText.Word word) {
    Optional<PixelStage> stage = Choice.ofLabel(PixelStage.class, word.text());
    if (stage.isPresent()) {
      return requirePlace(stage.get(), word);
    }
    String names = String.join(", ", Choice.labels(PixelStage.class));
    throw text.error("one of " + names + ", " + String.join(", ", DenseStageText.NAMES), word);
  }

  private PixelStage requirePlace(PixelStage stage, MarkedText.Word word) {
    if (stage == PixelStage.STANDARDIZE_CHANNELS && (dense.isPresent() || !isRawAlone())) {
      throw text.error(
          "expected '%s' with raw alone, found it with other features".formatted(stage.label()),
          word.place());
    }
    return stage;
  }

  private boolean isRawAlone() {
    return sources.size() == 1 && sources.get(0).canonical().equals(SourceKind.RAW.label());
  }
}
