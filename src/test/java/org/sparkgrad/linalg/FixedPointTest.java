package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
  private static final double UNIT = Math.pow(2, -32);
  private static final BigDecimal UNITS = new BigDecimal(BigInteger.ONE.shiftLeft(32));

  private static long added(float value) {
    long[] sums = new long[1];
    FixedPoint.add(new float[] {value}, sums);
    return sums[0];
  }

  /** What exact decimal arithmetic makes of a number. */
  private static BigInteger exact(double value) {
    return new BigDecimal(value)
        .multiply(UNITS)
        .setScale(0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  @Test
  void oneIsTwoToTheThirtyTwo() {
    assertEquals(4_294_967_296L, added(1));
    assertEquals(4_294_967_296L, FixedPoint.round(1));
    assertEquals(-6_442_450_944L, FixedPoint.round(-1.5));
    assertEquals(-1.5, FixedPoint.toDouble(-6_442_450_944L));
    assertEquals(1L << FixedPoint.FRACTION_BITS, FixedPoint.round(1));
  }

  @Test
  void halvesAreRoundedToTheEvenNeighbour() {
    double[] units = {0.5, 1.5, 2.5, 3.5, -0.5, -1.5, -2.5, 0.49, 0.51, 2.501};
    long[] expected = {0, 2, 2, 4, 0, -2, -2, 0, 1, 3};
    for (int i = 0; i < units.length; i++) {
      assertEquals(expected[i], FixedPoint.round(units[i] * UNIT), units[i] + " units");
      assertEquals(expected[i], added((float) (units[i] * UNIT)), units[i] + " units");
    }
  }

  @Test
  void roundingAgreesWithExactDecimals() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(60) - 40));
      assertEquals(exact(value).longValueExact(), added(value), "of " + value);
      assertEquals(exact(value).abs().longValueExact(), FixedPoint.magnitude(value));
    }
  }

  /** Lengths around those of vectors, and values around the limits of doubles and longs. */
  @Test
  void everyEntryOfArraysOfAnyLengthIsRoundedExactly() {
    Random random = new Random(4);
    for (int length = 0; length <= 70; length++) {
      float[] values = new float[length];
      long[] sums = new long[length];
      long[] expected = new long[length];
      BigInteger largest = BigInteger.ZERO;
      int range = length % 2 == 0 ? 66 : 50;
      for (int i = 0; i < length; i++) {
        values[i] = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(range) - 40));
        sums[i] = random.nextLong() >> 4;
        expected[i] = sums[i] + exact(values[i]).longValueExact();
        largest = largest.max(exact(values[i]).abs());
      }
      assertEquals(largest.longValueExact(), FixedPoint.add(values, sums), "length " + length);
      assertArrayEquals(expected, sums, "length " + length);
    }
  }

  /** Where units are as large as the steps of doubles, one float up and down. */
  @Test
  void valuesAroundPowersOfTwoAreRoundedExactly() {
    for (int exponent = -34; exponent < 30; exponent++) {
      float power = (float) Math.pow(2, exponent);
      for (float value : new float[] {Math.nextDown(power), power, Math.nextUp(power)}) {
        float[] values = new float[19];
        Arrays.fill(values, value);
        values[7] = -value;
        long[] sums = new long[19];
        FixedPoint.add(values, sums);
        assertEquals(exact(value).longValueExact(), sums[0], "of " + value);
        assertEquals(-exact(value).longValueExact(), sums[7], "of " + -value);
        assertEquals(sums[0], sums[18]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0x1p30f})
  void whatFixedPointCannotHoldIsSeenAnywhere(float bad) {
    for (int length = 1; length <= 40; length++) {
      for (int place = 0; place < length; place++) {
        float[] values = new float[length];
        values[place] = bad;
        assertEquals(FixedPoint.LIMIT, FixedPoint.add(values, new long[length]));
      }
    }
  }

  @Test
  void halvesInLongArraysAreRoundedToTheEvenNeighbour() {
    float[] values = new float[41];
    long[] expected = new long[41];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((i - 20 + 0.5) * UNIT);
      expected[i] = exact(values[i]).longValueExact();
    }
    long[] sums = new long[41];
    FixedPoint.add(values, sums);
    assertArrayEquals(expected, sums);
  }

  @Test
  void sumsAreTheSameInAnyOrder() {
    Random random = new Random(2);
    List<float[]> terms = new ArrayList<>();
    BigInteger first = BigInteger.ZERO;
    for (int i = 0; i < 300; i++) {
      float[] term = {
        (float) (1e6 * random.nextGaussian()), (float) (1e-9 * random.nextGaussian())
      };
      terms.add(term);
      first = first.add(exact(term[0]));
    }
    long[] inOrder = sum(terms);
    assertEquals(first.longValueExact(), inOrder[0]);
    for (int round = 0; round < 10; round++) {
      Collections.shuffle(terms, random);
      assertArrayEquals(inOrder, sum(terms));
    }
  }

  private static long[] sum(List<float[]> terms) {
    long[] sums = new long[2];
    for (float[] term : terms) {
      FixedPoint.add(term, sums);
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        0x1p30f,
        -0x1p30f
      })
  void whatFixedPointCannotHoldCountsAsTheLimit(float value) {
    assertEquals(FixedPoint.LIMIT, FixedPoint.add(new float[] {0, value, 1}, new long[3]));
    assertEquals(FixedPoint.LIMIT, FixedPoint.magnitude(value));
  }

  @Test
  void theLargestValueBelowTheLimitIsKept() {
    float largest = Math.nextDown(0x1p30f);
    assertEquals((1L << 62) - (1L << 38), FixedPoint.magnitude(largest));
    assertEquals((1L << 62) - (1L << 38), added(largest));
  }

  @Test
  void theBoundIsTheLargestAbsoluteValueOfOneAddition() {
    assertEquals(3L << 32, FixedPoint.add(new float[] {1, -3, 2}, new long[3]));
    assertEquals(0, FixedPoint.add(new float[0], new long[0]));
  }

  @Test
  void valuesBehindTheSumsAreLeftOut() {
    long[] sums = {5};
    assertEquals(1L << 32, FixedPoint.add(new float[] {1, Float.NaN}, sums));
    assertArrayEquals(new long[] {5 + (1L << 32)}, sums);
  }

  @Test
  void boundsAddUpAndStayAtTheLimit() {
    long limit = FixedPoint.LIMIT;
    assertEquals(7, FixedPoint.addMagnitudes(3, 4));
    assertEquals(limit - 1, FixedPoint.addMagnitudes(limit - 2, 1));
    assertEquals(limit, FixedPoint.addMagnitudes(limit - 1, 1));
    assertEquals(limit, FixedPoint.addMagnitudes(limit - 1, limit - 1));
    assertEquals(limit, FixedPoint.addMagnitudes(limit, 0));
    assertEquals(limit, FixedPoint.addMagnitudes(0, limit));
    assertEquals(limit, FixedPoint.addMagnitudes(limit, limit));
  }

  /** Near the limit every sum is either exact or flagged; both must happen. */
  @Test
  void noSumOverflowsWithoutBeingFlagged() {
    Random random = new Random(3);
    int flagged = 0;
    int exact = 0;
    for (int trial = 0; trial < 2000; trial++) {
      int terms = 1 + random.nextInt(12);
      double scale = Math.pow(2, 26 + random.nextInt(5));
      if (isFlagged(random, terms, scale)) {
        flagged++;
      } else {
        exact++;
      }
    }
    assertTrue(flagged > 100 && exact > 100, flagged + " flagged, " + exact + " exact");
  }

  private static boolean isFlagged(Random random, int terms, double scale) {
    long[] sums = new long[1];
    long magnitude = 0;
    BigInteger expected = BigInteger.ZERO;
    double direction = random.nextBoolean() ? 1 : -1;
    for (int i = 0; i < terms; i++) {
      float value = (float) (direction * scale * random.nextDouble());
      magnitude = FixedPoint.addMagnitudes(magnitude, FixedPoint.add(new float[] {value}, sums));
      expected = expected.add(exact(value));
    }
    boolean flagged = magnitude >= FixedPoint.LIMIT;
    if (!flagged) {
      assertEquals(expected, BigInteger.valueOf(sums[0]));
    }
    return flagged;
  }
}
