package org.sparkgrad.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.SharedSpark;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.RowRange;

@ExtendWith(SharedSpark.class)
class CovarianceTest {
  /** Each column a mixture of noise of its own and of the column before it. */
  private static float[][] correlated(int rows, int columns) {
    Random random = new Random(7);
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      double before = 0;
      for (int j = 0; j < columns; j++) {
        before = 0.7 * before + random.nextGaussian() * (1 + j % 3);
        row[j] = (float) before;
      }
    }
    return values;
  }

  /** Row counts around groups of 128 and the four of them worked on at a time. */
  @ParameterizedTest
  @CsvSource({"1,3", "2,1", "50,4", "385,9", "2000,21"})
  void agreesWithTwoPassesOfDoubles(int size, int columns, JavaSparkContext spark) {
    MadeRows rows = new MadeRows(correlated(size, columns));
    Covariance covariance = rows.covariance(spark, 2);
    assertEquals(size, covariance.rows());
    for (int i = 0; i < columns; i++) {
      assertEquals(rows.mean(i), covariance.means()[i], 1e-6);
      for (int j = 0; j < columns; j++) {
        double scale = Math.sqrt(rows.covariance(i, i) * rows.covariance(j, j));
        assertEquals(
            rows.covariance(i, j), covariance.values()[i * columns + j], 1e-6 * scale + 1e-12);
      }
    }
  }

  /** Sizes at which squares of floats would vanish or overflow. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-15, 1e-6, 1, 1e5, 1e12, 1e30})
  void isAsPreciseForColumnsOfAnySize(double size, JavaSparkContext spark) {
    float[][] values = correlated(600, 3);
    for (float[] row : values) {
      row[1] *= (float) size;
      row[2] += 1000;
    }
    MadeRows rows = new MadeRows(values);
    Covariance covariance = rows.covariance(spark, 3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double scale = Math.sqrt(rows.covariance(i, i) * rows.covariance(j, j));
        assertEquals(rows.covariance(i, j), covariance.values()[i * 3 + j], 1e-6 * scale);
      }
      double deviation = Math.sqrt(rows.covariance(i, i));
      assertEquals(rows.mean(i), covariance.means()[i], 1e-6 * deviation);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void hasTheSameBitsOverAnyPartitions(int partitions, JavaSparkContext spark) {
    MadeRows rows = new MadeRows(correlated(1500, 13));
    Covariance one = rows.covariance(spark, 1);
    Covariance many = rows.covariance(spark, partitions);
    assertArrayEquals(one.means(), many.means());
    assertArrayEquals(one.values(), many.values());
  }

  /** The eigenvectors are read off one half; the other must be no other. */
  @Test
  void isSymmetricToTheBit(JavaSparkContext spark) {
    double[] values = new MadeRows(correlated(300, 40)).covariance(spark, 2).values();
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(values[i * 40 + j], values[j * 40 + i]);
      }
    }
  }

  /** Float sums of 0.1 are no multiples of it, and yet. */
  @Test
  void constantColumnsHaveNoVarianceAtAll(JavaSparkContext spark) {
    float[][] values = correlated(500, 4);
    for (float[] row : values) {
      row[2] = 0.1f;
    }
    Covariance covariance = new MadeRows(values).covariance(spark, 2);
    assertEquals(0.1f, covariance.means()[2]);
    for (int j = 0; j < 4; j++) {
      assertEquals(0, covariance.values()[2 * 4 + j]);
      assertEquals(0, covariance.values()[j * 4 + 2]);
    }
    assertTrue(covariance.values()[0] > 0.5);
  }

  @Test
  void takesTheRowsOfTheRangeAlone(JavaSparkContext spark) {
    float[][] values = correlated(20, 2);
    float[][] some = Arrays.copyOfRange(values, 3, 11);
    var blocks = spark.parallelize(TinyBlocks.of(6, 9, 6), 2);
    Covariance covariance = Covariance.of(blocks, new MadeRows(values).rows(4, 12));
    assertEquals(8, covariance.rows());
    assertEquals(new MadeRows(some).covariance(0, 1), covariance.values()[1], 1e-6);
  }

  /** Pixels as the scaling makes them, all 3,072 of an image. */
  @Test
  void readsWhatAScalingMakes(JavaSparkContext spark) {
    FeatureScaling scaling = TinyBlocks.scaling();
    var blocks = spark.parallelize(TinyBlocks.of(3, 2), 1);
    Covariance covariance = Covariance.of(blocks, new RowRange(1, 4), scaling);
    assertEquals(3, covariance.rows());
    float[][] values = new float[3][3072];
    for (int r = 0; r < 3; r++) {
      double[] features = TinyBlocks.features(1 + r, scaling);
      for (int k = 0; k < 3072; k++) {
        values[r][k] = (float) features[k];
      }
    }
    MadeRows rows = new MadeRows(values);
    for (int k = 0; k < 3072; k += 211) {
      assertEquals(rows.mean(k), covariance.means()[k], 1e-6);
      assertEquals(rows.covariance(k, 5), covariance.values()[k * 3072 + 5], 1e-6);
    }
  }

  private static String messageOf(MadeRows rows, JavaSparkContext spark) {
    return assertThrows(IllegalArgumentException.class, () -> rows.covariance(spark, 2))
        .getMessage();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void refusesValuesThatHaveNoSum(float value, JavaSparkContext spark) {
    float[][] values = correlated(9, 2);
    values[4][1] = value;
    assertEquals(
        "means of 2 columns over 9 rows: expected finite numbers, found a sum of "
            + value
            + " in column 1",
        messageOf(new MadeRows(values), spark));
  }

  @Test
  void refusesNoRowsAndTooManyColumns(JavaSparkContext spark) {
    var blocks = spark.parallelize(TinyBlocks.of(5), 1);
    RangeRows none = new MadeRows(new float[1][2]).rows(7, 9);
    var empty = assertThrows(IllegalArgumentException.class, () -> Covariance.of(blocks, none));
    assertEquals(
        "covariance of rows [7, 9): expected one row or more, found none", empty.getMessage());
    RangeRows wide = new MadeRows(new float[1][4097]).rows(1, 2);
    var many = assertThrows(IllegalArgumentException.class, () -> Covariance.of(blocks, wide));
    assertEquals(
        "covariance: expected up to 4096 columns, found 4097: it has the square of so many sums,"
            + " and its eigenvectors take time with the cube",
        many.getMessage());
  }
}
