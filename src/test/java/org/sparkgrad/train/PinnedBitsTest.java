package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.config.Hyperparameter;
import org.sparkgrad.config.Hyperparameters;
import org.sparkgrad.config.ModelKind;

/**
 * The {@code weights_sha256} of three small runs, as they are now. A change of bits is a decision:
 * it comes in a commit of its own, with a line in CHANGELOG.md, and docs/results.md measured again.
 */
@ExtendWith(SharedSpark.class)
class PinnedBitsTest {
  @TempDir static Path place;

  @Test
  void ofThreeSmallRuns(JavaSparkContext context) {
    Hyperparameters linear = ThreeBlocks.cell().hyperparameters();
    Hyperparameters twoLayer =
        linear
            .with(Hyperparameter.MODEL, ModelKind.TWO_LAYER)
            .with(Hyperparameter.HIDDEN, 30)
            .with(Hyperparameter.DROPOUT, 0.5)
            .with(Hyperparameter.FLIP, true);
    Hyperparameters projected =
        linear.with(Hyperparameter.FEATURES, "hog|standardize|pca(20)|standardize");
    Path directory = ThreeBlocks.write(place.resolve("tiny"));
    try (TrainingData data = ThreeBlocks.load(context, directory, 2)) {
      assertEquals(
          "fdad4c5af141689dd37cdb2d165410f8144720f7ae25ff3526fc7f94ff1cc864",
          sha256(data, linear),
          "linear");
      assertEquals(
          "fc872faa736d515487fc05fc6d7296f57bf8414a8627e19d113400d213ae7b87",
          sha256(data, twoLayer),
          "two-layer");
      assertEquals(
          "4986e143fed1d3ade16df92c8de43674ff4ae3082936d49cc23ba54088c1f90c",
          sha256(data, projected),
          "hog and pca");
    }
  }

  private static String sha256(TrainingData data, Hyperparameters hyperparameters) {
    return ThreeBlocks.sha256(ThreeBlocks.train(data, new Cell("cell-1", hyperparameters)));
  }
}
