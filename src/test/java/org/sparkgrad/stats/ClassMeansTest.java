package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureRows;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;

@ExtendWith(SharedSpark.class)
class ClassMeansTest {
  private static final FeatureScaling SCALING = TinyBlocks.scaling();
  private static final int ROWS = 47;
  private static final RowRange MIDDLE = new RowRange(3, 41);

  private static ClassMeans means(JavaSparkContext spark, int partitions, int... sizes) {
    return ClassMeans.of(
        spark.parallelize(TinyBlocks.of(sizes), partitions), MIDDLE, SCALING, TinyCifar.CLASSES);
  }

  @Test
  void agreeWithAPlainLoopOverTheRowsOfTheRange(JavaSparkContext spark) {
    ClassMeans means = means(spark, 3, 5, 1, 30, ROWS - 36);
    for (int label = 0; label < TinyCifar.CLASSES; label++) {
      double[] expected = new double[TinyCifar.PIXELS];
      int rows = 0;
      for (int row = MIDDLE.start(); row < MIDDLE.end(); row++) {
        if (TinyBlocks.label(row) == label) {
          double[] features = TinyBlocks.features(row, SCALING);
          Arrays.setAll(expected, k -> expected[k] + features[k]);
          rows++;
        }
      }
      int count = rows;
      Arrays.setAll(expected, k -> expected[k] / count);
      assertEquals(count, means.rows(label));
      assertArrayEquals(expected, means.mean(label), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 9})
  void haveTheSameBitsHoweverBlocksAreSpread(int partitions, JavaSparkContext spark) {
    ClassMeans expected = means(spark, 3, 5, 1, 30, ROWS - 36);
    ClassMeans found = means(spark, partitions, 5, 1, 30, ROWS - 36);
    for (int label = 0; label < TinyCifar.CLASSES; label++) {
      assertArrayEquals(expected.mean(label), found.mean(label));
    }
  }

  @Test
  void haveNoRowsOfAClassThatIsNotThere() {
    ClassMeans means = new ClassMeans(SCALING, TinyCifar.CLASSES);
    TinyBlocks.of(1).forEach(block -> means.add(block, new RowRange(0, 1)));
    assertEquals(1, means.rows(0));
    assertEquals(0, means.rows(1));
  }

  /** Beyond what 64-bit fixed point with 32 bits of fraction holds. */
  @Test
  void ofLargeFeaturesAreWhatTheyAre() {
    float[] zeros = new float[TinyCifar.PIXELS];
    float[] large = new float[TinyCifar.PIXELS];
    Arrays.fill(large, 0x1p40f);
    ClassMeans means = new ClassMeans(new FeatureScaling(zeros, large), TinyCifar.CLASSES);
    Block block = TinyBlocks.of(11).get(0);
    means.add(block, block.rows());
    assertEquals(2, means.rows(0));
    assertEquals(0x1p40, means.mean(0)[7]);
  }

  /** Labels 3 and 199 of 200, of vectors of two numbers. */
  @Test
  void areOfAnyNumberOfClasses() {
    FeatureScaling scaling = new FeatureScaling(new float[] {1, 2}, new float[] {0, 1});
    float[] values = {1, 2, 5, 7, 3, 4};
    Block block =
        new Block(0, 0, new int[] {199, 3, 199}, new FeatureRows(2, values, new float[0]));
    ClassMeans means = new ClassMeans(scaling, 200).add(block, block.rows());
    assertArrayEquals(new double[] {2, 7}, means.mean(199));
    assertArrayEquals(new double[] {5, 15}, means.mean(3));
    assertEquals(0, means.rows(0));
  }
}
