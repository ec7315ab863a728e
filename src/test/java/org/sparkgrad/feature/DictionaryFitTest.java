package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.RowRange;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.patch.PatchDictionary;
import org.sparkgrad.image.patch.PatchGrid;
import org.sparkgrad.image.patch.PatchReader;
import org.sparkgrad.image.patch.Patches;
import org.sparkgrad.linalg.Matrix;

@ExtendWith(SharedSpark.class)
class DictionaryFitTest {
  private static final RowRange TRAIN = new RowRange(2, 9);

  private static Patches patches(String options) {
    return CifarShape.features("patches(" + options + ")").patches().get(0);
  }

  private static Matrix sample(JavaSparkContext spark, Patches patches, int partitions) {
    return new PatchSample(patches, TRAIN)
        .of(spark.parallelize(TinyBlocks.of(3, 4, 5), partitions));
  }

  /** Rows 2 to 8 at all places of a patch, as texts. */
  private static Set<String> ofTheTrainingPart(PatchGrid grid) {
    PatchReader reader = new PatchReader(grid, 10);
    Set<String> all = new HashSet<>();
    float[] patch = new float[grid.length()];
    for (int row = TRAIN.start(); row < TRAIN.end(); row++) {
      for (int top = 0; top <= 32 - grid.size(); top++) {
        for (int left = 0; left <= 32 - grid.size(); left++) {
          reader.read(TinyBlocks.image(row), 0, top, left, patch, 0);
          all.add(Arrays.toString(patch));
        }
      }
    }
    return all;
  }

  /** Not of the validation rows, which follow, and at places that no stride leads to. */
  @Test
  void patchesAreDrawnFromTheTrainingPartAlone(JavaSparkContext spark) {
    Matrix sample = sample(spark, patches("size=6,stride=26,regions=1,sample=500,filters=9"), 2);
    Set<String> all = ofTheTrainingPart(new PatchGrid(ImageShape.CIFAR, 6, 1));
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      drawn.add(Arrays.toString(Arrays.copyOfRange(sample.values(), i * 108, (i + 1) * 108)));
    }
    assertTrue(all.containsAll(drawn));
    assertTrue(drawn.size() > 450, "of 5,103 patches 500 are drawn, few of them twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "k-means", "omp-1"})
  void aDictionaryHasTheSameBitsOverAnyPartitions(String kind, JavaSparkContext spark) {
    Patches patches = patches("size=3,sample=300,filters=11,dictionary=" + kind);
    PatchDictionary one =
        new DictionaryFit(patches).of(spark.parallelize(TinyBlocks.of(3, 4, 5), 1), TRAIN);
    PatchDictionary three =
        new DictionaryFit(patches).of(spark.parallelize(TinyBlocks.of(3, 4, 5), 3), TRAIN);
    assertArrayEquals(one.filters(), three.filters());
    assertArrayEquals(one.whitening().weights(), three.whitening().weights());
    PatchDictionary other =
        new DictionaryFit(patches("size=3,sample=300,filters=11,seed=2,dictionary=" + kind))
            .of(spark.parallelize(TinyBlocks.of(3, 4, 5), 3), TRAIN);
    assertFalse(Arrays.equals(one.filters(), other.filters()));
  }

  /**
   * Of two columns x ± y with variances 4 of x and 1 of y about 0, and nothing in the third: the
   * principal components are (1, 1) and (1, -1) over the root of 2, with variances 8 and 2.
   */
  private static final Matrix KNOWN =
      Matrix.of(
          new float[] {
            1 + 2 + 1, 5 + 2 - 1, 7, 1 + 2 - 1, 5 + 2 + 1, 7,
            1 - 2 + 1, 5 - 2 - 1, 7, 1 - 2 - 1, 5 - 2 + 1, 7
          },
          4,
          3);

  @Test
  void whiteningIsThatOfTheClosedForm() {
    PatchDictionary dictionary =
        new DictionaryFit(patches("size=1,sample=4,filters=2,dictionary=random,whitening=0.5"))
            .of(KNOWN);
    assertArrayEquals(new float[] {1, 5, 7}, dictionary.whitening().mean());
    double along = 1 / Math.sqrt(8 + 0.5);
    double across = 1 / Math.sqrt(2 + 0.5);
    double same = (along + across) / 2;
    double other = (along - across) / 2;
    double[] expected = {same, other, 0, other, same, 0, 0, 0, 1 / Math.sqrt(0.5)};
    for (int i = 0; i < 9; i++) {
      assertEquals(expected[i], dictionary.whitening().weights()[i], 1e-6);
    }
  }

  /** Whitened, the first patch is 2 along and 1 across, each times root 2 and its factor. */
  @Test
  void randomFiltersAreTheFirstPatchesWhitened() {
    double along = 2 * Math.sqrt(2) / Math.sqrt(8 + 0.5);
    double across = Math.sqrt(2) / Math.sqrt(2 + 0.5);
    double length = Math.hypot(along, across);
    String options = "size=1,sample=4,filters=1,dictionary=random,whitening=0.5";
    float[] ofLengthOne = new DictionaryFit(patches(options)).of(KNOWN).filters();
    float[] asTheyAre =
        new DictionaryFit(patches(options + ",coding=triangle")).of(KNOWN).filters();
    double[] expected = {(along + across) / Math.sqrt(2), (along - across) / Math.sqrt(2), 0};
    for (int i = 0; i < 3; i++) {
      assertEquals(expected[i] / length, ofLengthOne[i], 1e-6);
      assertEquals(expected[i], asTheyAre[i], 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "k-means", "omp-1"})
  void filtersOfThresholdsHaveLengthOne(String kind, JavaSparkContext spark) {
    Patches patches = patches("size=4,sample=200,filters=15,dictionary=" + kind);
    float[] filters =
        new DictionaryFit(patches).of(spark.parallelize(TinyBlocks.of(9), 1), TRAIN).filters();
    for (int filter = 0; filter < 15; filter++) {
      double squares = 0;
      for (int i = filter * 48; i < (filter + 1) * 48; i++) {
        squares += filters[i] * filters[i];
      }
      assertEquals(1, squares, 1e-5);
    }
  }
}
