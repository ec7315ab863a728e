package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;
import org.sparkgrad.image.FlipKind;

/**
 * The {@code weights_sha256} of three small runs, as they are now. A change of bits is a decision:
 * it comes in a commit of its own, with a line in CHANGELOG.md, and docs/results.md measured again.
 */
@ExtendWith(SharedSpark.class)
class PinnedBitsTest {
  /** Linear; two layers with dropout and flips; HOG and PCA. */
  private static final List<String> PINNED =
      List.of(
          "3b2c69591b4ef79af3ca839e077f411df1435836de273317a547e6cf7c154e54",
          "40e608c01cfbdc298eef3ebadcf7f2dae758c9ca1deb7950d78872dfb8ce5f73",
          "cde53b45bbefa108f40ee02046641b190f1b3c683634883f0a895fa7c8ee478e");

  @TempDir static Path place;

  @Test
  void ofThreeSmallRuns(JavaSparkContext context) {
    Hyperparameters linear = ThreeBlocks.cell().hyperparameters();
    Hyperparameters twoLayer =
        linear
            .with(Hyperparameter.MODEL, ModelKind.TWO_LAYER)
            .with(Hyperparameter.HIDDEN, 30)
            .with(Hyperparameter.DROPOUT, 0.5)
            .with(Hyperparameter.FLIP, FlipKind.RANDOM);
    Hyperparameters projected =
        linear.with(Hyperparameter.FEATURES, "hog|standardize|pca(20)|standardize");
    Path directory = ThreeBlocks.write(place.resolve("tiny"));
    try (TrainingData data = ThreeBlocks.load(context, directory, 2)) {
      assertEquals(
          PINNED, Stream.of(linear, twoLayer, projected).map(each -> sha256(data, each)).toList());
    }
  }

  private static String sha256(TrainingData data, Hyperparameters hyperparameters) {
    return ThreeBlocks.sha256(ThreeBlocks.train(data, new Cell("cell-1", hyperparameters)));
  }
}
