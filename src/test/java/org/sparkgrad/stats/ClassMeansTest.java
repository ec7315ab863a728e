package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;

@ExtendWith(SharedSpark.class)
class ClassMeansTest {
  private static final FeatureScaling SCALING = TinyBlocks.scaling();
  private static final int ROWS = 47;
  private static final RowRange MIDDLE = new RowRange(3, 41);

  private static ClassMeans means(JavaSparkContext spark, int partitions, int... sizes) {
    return ClassMeans.of(spark.parallelize(TinyBlocks.of(sizes), partitions), MIDDLE, SCALING);
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

  /** Other partitions, and other blocks. */
  @ParameterizedTest
  @CsvSource({"1, 46", "2, 20", "2, 1", "1, 30"})
  void haveTheSameBitsHoweverRowsAreSpread(int partitions, int firstBlock, JavaSparkContext spark) {
    ClassMeans expected = means(spark, 3, 5, 1, 30, ROWS - 36);
    ClassMeans found = means(spark, partitions, firstBlock, ROWS - firstBlock);
    for (int label = 0; label < TinyCifar.CLASSES; label++) {
      assertArrayEquals(expected.mean(label), found.mean(label));
    }
  }

  @Test
  void haveNoRowsOfAClassThatIsNotThere() {
    ClassMeans means = new ClassMeans(SCALING);
    TinyBlocks.of(1).forEach(block -> means.add(block, new RowRange(0, 1)));
    assertEquals(1, means.rows(0));
    assertEquals(0, means.rows(1));
  }

  /** 2^29 + 2^29 is no longer below 2^30. */
  @Test
  void tellWhereTheirSumsCannotBeTrusted() {
    float[] zeros = new float[TinyCifar.PIXELS];
    float[] large = new float[TinyCifar.PIXELS];
    Arrays.fill(large, 0x1p29f);
    ClassMeans means = new ClassMeans(new FeatureScaling(zeros, large));
    List<Block> blocks = TinyBlocks.of(2);
    means.add(blocks.get(0), new RowRange(0, 1));
    assertEquals(0x1p29, means.mean(0)[7]);
    means.add(blocks.get(0), new RowRange(1, 2));
    assertThrows(ArithmeticException.class, () -> means.mean(0));
  }
}
