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
import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.Projection;

@ExtendWith(SharedSpark.class)
class PrincipalComponentsTest {
  private static final double EPSILON = 0.25;

  /**
   * (5, 7) plus and minus 3 (0.6, 0.8), and plus and minus 1 (-0.8, 0.6): variances 2 * 9 / 4 and 2
   * / 4 along these two, the second of which has its largest entry first, and so is turned around.
   */
  private static final MadeRows CROSS =
      new MadeRows(new float[][] {{6.8f, 9.4f}, {3.2f, 4.6f}, {4.2f, 7.6f}, {5.8f, 6.4f}});

  private static MadeRows correlated(int rows, int columns) {
    Random random = new Random(11);
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      double shared = random.nextGaussian();
      for (int j = 0; j < columns; j++) {
        row[j] = (float) (3 * j + shared * (j + 1) / 4 + random.nextGaussian());
      }
    }
    return new MadeRows(values);
  }

  private static PrincipalComponents components(MadeRows rows, JavaSparkContext spark) {
    return PrincipalComponents.of(rows.covariance(spark, 2));
  }

  /** Any vectors; only the variances matter. */
  private static PrincipalComponents withVariances(double... variances) {
    int size = variances.length;
    return new PrincipalComponents(new double[size], variances, new double[size * size]);
  }

  private static MadeRows map(Projection projection, MadeRows rows) {
    float[][] mapped = new float[rows.values().length][projection.outputs()];
    for (int i = 0; i < mapped.length; i++) {
      projection.apply(
          Matrix.of(rows.values()[i], 1, rows.columns()),
          Matrix.of(mapped[i], 1, projection.outputs()));
    }
    return new MadeRows(mapped);
  }

  private static void assertCovariance(double[] diagonal, MadeRows rows, double tolerance) {
    for (int i = 0; i < rows.columns(); i++) {
      for (int j = 0; j < rows.columns(); j++) {
        double expected = i == j ? diagonal[i] : 0;
        assertEquals(expected, rows.covariance(i, j), tolerance, i + ", " + j);
      }
    }
  }

  private static double[] ones(int size) {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Test
  void findsTheDirectionsThatRowsWereMadeAlong(JavaSparkContext spark) {
    PrincipalComponents found = components(CROSS, spark);
    assertArrayEquals(new double[] {5, 7}, found.means(), 1e-6);
    assertArrayEquals(new double[] {4.5, 0.5}, found.variances(), 1e-6);
    assertArrayEquals(new double[] {0.6, 0.8, 0.8, -0.6}, found.vectors(), 1e-6);
  }

  /** The first row is 3 along the first direction, the third -1 along the second as turned. */
  @Test
  void projectsByHand(JavaSparkContext spark) {
    PrincipalComponents found = components(CROSS, spark);
    float[][] both = map(found.projection(2), CROSS).values();
    float[][] expected = {{3, 0}, {-3, 0}, {0, -1}, {0, 1}};
    float[][] one = map(found.projection(1), CROSS).values();
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(expected[i], both[i], 1e-5f);
      assertArrayEquals(new float[] {expected[i][0]}, one[i], 1e-5f);
    }
  }

  @Test
  void projectedColumnsAreUncorrelatedAndHaveTheVariancesSaid(JavaSparkContext spark) {
    MadeRows rows = correlated(700, 9);
    PrincipalComponents found = components(rows, spark);
    double total = 0;
    for (int j = 0; j < 9; j++) {
      total += rows.covariance(j, j);
    }
    assertEquals(total, Arrays.stream(found.variances()).sum(), 1e-5 * total);
    assertCovariance(found.variances(), map(found.projection(9), rows), 1e-5 * total);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7})
  void hasTheSameBitsOverAnyPartitions(int partitions, JavaSparkContext spark) {
    MadeRows rows = correlated(900, 35);
    PrincipalComponents one = PrincipalComponents.of(rows.covariance(spark, 1));
    PrincipalComponents many = PrincipalComponents.of(rows.covariance(spark, partitions));
    assertArrayEquals(one.variances(), many.variances());
    assertArrayEquals(one.vectors(), many.vectors());
    assertArrayEquals(one.projection(4).mean(), many.projection(4).mean());
    assertArrayEquals(one.zca(EPSILON).weights(), many.zca(EPSILON).weights());
  }

  /** 5 of 10 is a half, 5 + 3 four fifths, to the bit. */
  @ParameterizedTest
  @CsvSource({
    "1e-9,1",
    "0.5,1",
    "0.5000000001,2",
    "0.8,2",
    "0.8000000001,3",
    "0.9999999999,3",
    "1,3"
  })
  void takesTheFewestThatHaveTheShare(double share, int expected) {
    assertEquals(expected, withVariances(5, 3, 2).countFor(share));
  }

  @Test
  void directionsWithoutVarianceAddNoShare() {
    assertEquals(2, withVariances(5, 3, 0, 0).countFor(1));
    assertEquals(1, withVariances(0, 0).countFor(0.95));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.0000001, Double.NaN})
  void refusesWhatIsNoShare(double share) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> withVariances(1, 1).countFor(share));
    assertEquals(
        "principal components: expected a share of the variance above 0 and up to 1, found "
            + share,
        error.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4})
  void refusesMoreComponentsThanColumnsAndNone(int count) {
    PrincipalComponents three = withVariances(3, 2, 1);
    String expected =
        "principal components: expected 1 to 3 of them, as many as columns, found " + count;
    var plain = assertThrows(IllegalArgumentException.class, () -> three.projection(count));
    assertEquals(expected, plain.getMessage());
    var whitened = assertThrows(IllegalArgumentException.class, () -> three.whitening(count, 1));
    assertEquals(expected, whitened.getMessage());
  }

  @Test
  void whitenedColumnsHaveTheIdentityForCovariance(JavaSparkContext spark) {
    MadeRows rows = correlated(700, 9);
    PrincipalComponents found = components(rows, spark);
    assertCovariance(ones(9), map(found.whitening(9, 0), rows), 1e-4);
    assertCovariance(ones(4), map(found.whitening(4, 0), rows), 1e-4);
    assertCovariance(ones(9), map(found.zca(0), rows), 1e-4);
  }

  /** With epsilon, variance l becomes l / (l + epsilon). */
  @Test
  void epsilonDampensSmallVariances(JavaSparkContext spark) {
    Projection whitening = components(CROSS, spark).whitening(2, EPSILON);
    double[] expected = {4.5 / 4.75, 0.5 / 0.75};
    assertCovariance(expected, map(whitening, CROSS), 1e-5);
  }

  /** With u = (0.6, 0.8) and v = (0.8, -0.6), W = u uᵀ / sqrt(4.75) + v vᵀ / sqrt(0.75). */
  @Test
  void zcaByHand(JavaSparkContext spark) {
    Projection zca = components(CROSS, spark).zca(EPSILON);
    double a = 1 / Math.sqrt(4.75);
    double b = 1 / Math.sqrt(0.75);
    float[] expected = {
      (float) (0.36 * a + 0.64 * b),
      (float) (0.48 * a - 0.48 * b),
      (float) (0.48 * a - 0.48 * b),
      (float) (0.64 * a + 0.36 * b)
    };
    assertArrayEquals(expected, zca.weights(), 1e-6f);
    assertArrayEquals(new float[] {5, 7}, zca.mean(), 1e-6f);
  }

  /** Sizes around the rows made at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 40})
  void zcaIsSymmetricAndLeavesWhiteRowsAlone(int columns, JavaSparkContext spark) {
    MadeRows rows = correlated(400, columns);
    Projection zca = components(rows, spark).zca(0);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(zca.weights()[i * columns + j], zca.weights()[j * columns + i]);
      }
    }
    float[] again = components(map(zca, rows), spark).zca(0).weights();
    for (int i = 0; i < again.length; i++) {
      assertEquals(i % (columns + 1) == 0 ? 1 : 0, again[i], 1e-4);
    }
  }

  @Test
  void constantColumnsAreLeftOutAndNeedAnEpsilonToBeWhitened(JavaSparkContext spark) {
    MadeRows rows = correlated(200, 3);
    for (float[] row : rows.values()) {
      row[1] = 0.3f;
    }
    PrincipalComponents found = components(rows, spark);
    assertEquals(0, found.variances()[2], 1e-12);
    assertEquals(2, found.countFor(1 - 1e-9));
    assertEquals(1, found.vectors()[2 * 3 + 1], 1e-6);
    assertCovariance(ones(2), map(found.whitening(2, 0), rows), 1e-4);
    assertCovariance(new double[] {0}, column(map(found.zca(EPSILON), rows), 1), 1e-9);
  }

  private static MadeRows column(MadeRows rows, int column) {
    float[][] values = new float[rows.values().length][];
    for (int i = 0; i < values.length; i++) {
      values[i] = new float[] {rows.values()[i][column]};
    }
    return new MadeRows(values);
  }

  @Test
  void refusesToDivideByNothing() {
    PrincipalComponents flat = withVariances(2, 0);
    String expected =
        "whitening: expected a variance or an epsilon above 0, found component 2 of 2 with"
            + " variance 0.0 and epsilon 0.0";
    var some = assertThrows(IllegalArgumentException.class, () -> flat.whitening(2, 0));
    assertEquals(expected, some.getMessage());
    var all = assertThrows(IllegalArgumentException.class, () -> flat.zca(0));
    assertEquals(expected, all.getMessage());
    assertEquals(1, flat.whitening(1, 0).outputs());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesWhatIsNoEpsilon(double epsilon) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> withVariances(2, 1).whitening(1, epsilon));
    assertEquals(
        "whitening: expected an epsilon of 0 or more, found " + epsilon, error.getMessage());
  }

  /** Four rows span three directions, in which their distances are kept. */
  @Test
  void fewerRowsThanColumns(JavaSparkContext spark) {
    MadeRows rows = correlated(4, 10);
    PrincipalComponents found = components(rows, spark);
    assertTrue(found.countFor(1 - 1e-6) <= 3);
    for (int k = 3; k < 10; k++) {
      assertTrue(found.variances()[k] >= 0);
      assertEquals(0, found.variances()[k], 1e-6);
    }
    MadeRows mapped = map(found.projection(3), rows);
    for (int i = 0; i < 4; i++) {
      double before = distance(rows.values()[0], rows.values()[i]);
      assertEquals(before, distance(mapped.values()[0], mapped.values()[i]), 1e-4);
    }
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (double) (a[j] - b[j]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void zcaRefusesManyColumns() {
    PrincipalComponents wide =
        new PrincipalComponents(new double[3073], new double[3073], new double[0]);
    var error = assertThrows(IllegalArgumentException.class, () -> wide.zca(EPSILON));
    assertEquals(
        "ZCA whitening: expected up to 3072 columns, found 3073: it keeps them all, and multiplies"
            + " every row by a matrix of as many rows and columns",
        error.getMessage());
  }
}
