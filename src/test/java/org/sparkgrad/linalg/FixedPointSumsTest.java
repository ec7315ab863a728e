package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointSumsTest {
  private static final BigDecimal UNIT = BigDecimal.ONE.divide(new BigDecimal(1L << 32));

  private static Matrix random(int rows, int columns, double scale, Random random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextGaussian());
    }
    return Matrix.of(values, rows, columns);
  }

  /** Each group's ordered float sum, rounded to units in exact decimals, added exactly. */
  private static double expected(Matrix a, Matrix b, RowGroups groups, int i, int j) {
    BigDecimal total = BigDecimal.ZERO;
    for (int group = 0; group < groups.count(); group++) {
      float sum = 0;
      for (int p = groups.start(group); p < groups.end(group); p++) {
        float left = a.values()[i * a.columns() + p];
        sum = Math.fma(left, b.values()[p * b.columns() + j], sum);
      }
      total = total.add(rounded(sum));
    }
    return total.doubleValue();
  }

  private static BigDecimal rounded(float value) {
    return new BigDecimal(value).divide(UNIT).setScale(0, RoundingMode.HALF_EVEN).multiply(UNIT);
  }

  private static double[] values(FixedPointSums sums, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = FixedPointSums.total(List.of(sums), i);
    }
    return values;
  }

  /** The shapes of training, and those around the edges of tiles; small values and huge ones. */
  @ParameterizedTest
  @CsvSource({
    "1,1,1,1",
    "10,13,40,1",
    "10,13,40,1e5",
    "16,5,32,1",
    "17,5,33,1",
    "40,20,50,1",
    "40,20,50,1e5",
    "3,0,4,1",
    "0,3,4,1",
    "32,9,16,1"
  })
  void aProductIsTheExactSumOfItsRoundedGroups(int m, int k, int n, double scale) {
    Random random = new Random(m + n);
    Matrix a = random(m, k, scale, random);
    Matrix b = random(k, n, 1, random);
    RowGroups groups = new RowGroups(k / 3, k / 3, k / 2, k);
    FixedPointSums sums = new FixedPointSums(m * n + 3, 1);
    sums.addProduct(a, b, groups, 2, 0);
    double[] values = values(sums, m * n + 3);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(expected(a, b, groups, i, j), values[2 + i * n + j]);
      }
    }
    assertArrayEquals(
        new double[] {0, 0, 0}, new double[] {values[0], values[1], values[2 + m * n]});
  }

  @Test
  void columnSumsByHand() {
    FixedPointSums sums = new FixedPointSums(4, 2);
    Matrix a = Matrix.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
    sums.addColumnSums(a, new RowGroups(1, 3), 1, 0);
    sums.addColumnSums(a, new RowGroups(2), 2, 1);
    assertArrayEquals(new double[] {0, 9, 16, 6}, values(sums, 4));
  }

  /** Groups of rows are dealt to sums, which are merged as a random tree. */
  @Test
  void anyOrderAndGroupingGivesTheSameBits() {
    Random random = new Random(2);
    List<Matrix> lefts = new ArrayList<>();
    List<Matrix> rights = new ArrayList<>();
    List<Integer> order = new ArrayList<>();
    FixedPointSums all = new FixedPointSums(12, 1);
    for (int i = 0; i < 40; i++) {
      int rows = random.nextInt(6);
      lefts.add(random(3, rows, Math.pow(10, random.nextInt(9) - 5), random));
      rights.add(random(rows, 4, 1, random));
      order.add(i);
      all.addProduct(lefts.get(i), rights.get(i), new RowGroups(rows), 0, 0);
    }
    for (int trial = 0; trial < 100; trial++) {
      Collections.shuffle(order, random);
      List<FixedPointSums> parts = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(9); i++) {
        parts.add(new FixedPointSums(12, 1));
      }
      for (int i : order) {
        parts
            .get(random.nextInt(parts.size()))
            .addProduct(lefts.get(i), rights.get(i), new RowGroups(lefts.get(i).columns()), 0, 0);
      }
      while (parts.size() > 1 && random.nextInt(5) > 0) {
        parts.get(random.nextInt(parts.size() - 1)).add(parts.remove(parts.size() - 1));
      }
      for (int i = 0; i < 12; i++) {
        assertEquals(FixedPointSums.total(List.of(all), i), FixedPointSums.total(parts, i));
      }
    }
  }

  /** What one term of a product adds. */
  private static FixedPointSums withTerm(float left, float right) {
    FixedPointSums sums = new FixedPointSums(1, 1);
    Matrix a = Matrix.of(new float[] {left}, 1, 1);
    sums.addProduct(a, Matrix.of(new float[] {right}, 1, 1), new RowGroups(1), 0, 0);
    return sums;
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e20f})
  void whatIsOutOfRangeIsFlagged(float bad) {
    assertTrue(FixedPointSums.mayOverflow(List.of(withTerm(bad, 1)), 0));
    assertTrue(FixedPointSums.mayOverflow(List.of(withTerm(1, bad)), 0));
    FixedPointSums sums = new FixedPointSums(1, 1);
    sums.add(bad, 0, 0);
    assertTrue(FixedPointSums.mayOverflow(List.of(sums), 0));
    FixedPointSums columns = new FixedPointSums(1, 1);
    columns.addColumnSums(Matrix.of(new float[] {bad}, 1, 1), new RowGroups(1), 0, 0);
    assertTrue(FixedPointSums.mayOverflow(List.of(columns), 0));
  }

  /** Four times 2^28 make 2^30, which is 2^62 units, the limit; three times do not. */
  @Test
  void sumsThatCouldOverflowAreFlagged() {
    List<FixedPointSums> parts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      assertFalse(FixedPointSums.mayOverflow(parts, 0));
      FixedPointSums part = new FixedPointSums(1, 1);
      part.add(i == 1 ? -0x1p28 : 0x1p28, 0, 0);
      parts.add(part);
    }
    assertTrue(FixedPointSums.mayOverflow(parts, 0));
    FixedPointSums merged = parts.get(0);
    parts.subList(1, 4).forEach(merged::add);
    assertTrue(FixedPointSums.mayOverflow(List.of(merged), 0));
  }

  @Test
  void oneOwnersOverflowIsNoOthers() {
    FixedPointSums sums = new FixedPointSums(6, 3);
    Matrix b = Matrix.of(new float[] {2}, 1, 1);
    for (int owner = 0; owner < 3; owner++) {
      Matrix a =
          Matrix.of(new float[] {owner == 1 ? Float.NaN : 2 * owner + 1, 2 * owner + 2}, 2, 1);
      sums.addProduct(a, b, new RowGroups(1), 2 * owner, owner);
    }
    assertFalse(FixedPointSums.mayOverflow(List.of(sums), 0));
    assertTrue(FixedPointSums.mayOverflow(List.of(sums), 1));
    assertFalse(FixedPointSums.mayOverflow(List.of(sums), 2));
    assertEquals(4, FixedPointSums.total(List.of(sums), 1));
    assertEquals(12, FixedPointSums.total(List.of(sums), 5));
  }

  /** The bound of a product is made of its factors: no entry of it may exceed the bound. */
  @Test
  void noProductExceedsItsBound() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      int terms = 1 + random.nextInt(30);
      Matrix a = random(2, terms, Math.pow(2, random.nextInt(20)), random);
      Matrix b = random(terms, 3, Math.pow(2, random.nextInt(20) - 10), random);
      float[] product = new float[6];
      MatrixProduct.add(a, b, Matrix.of(product, 2, 3));
      double bound = new ProductBound(a, b).of(0, terms);
      for (float each : product) {
        assertTrue(Math.abs(each) <= bound, each + " of " + bound);
      }
    }
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    FixedPointSums sums = new FixedPointSums(12, 1);
    Matrix b = Matrix.of(new float[12], 4, 3);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> sums.addProduct(Matrix.of(new float[6], 2, 3), b, new RowGroups(4), 0, 0));
    assertEquals(
        "sums += A·B: the shapes do not fit: 2 x 3 times 4 x 3 in groups of 4 rows from 0 of 12 sums",
        error.getMessage());
    Matrix a = Matrix.of(new float[8], 2, 4);
    assertRefused(sums, a, b, new RowGroups(3), 0);
    assertRefused(sums, a, b, new RowGroups(4), 7);
  }

  private static void assertRefused(
      FixedPointSums sums, Matrix a, Matrix b, RowGroups groups, int at) {
    assertThrows(IllegalArgumentException.class, () -> sums.addProduct(a, b, groups, at, 0));
  }
}
