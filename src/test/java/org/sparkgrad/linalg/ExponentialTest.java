package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExponentialTest {
  private static final MathContext DIGITS = new MathContext(40);

  /** The Taylor series of e^(x / 1024) in 40 digits, squared ten times. */
  private static BigDecimal exact(double x) {
    BigDecimal small = new BigDecimal(x).divide(new BigDecimal(1024), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 30; k++) {
      term = term.multiply(small).divide(new BigDecimal(k), DIGITS);
      sum = sum.add(term);
    }
    return sum.pow(1024, DIGITS);
  }

  private static void assertWithinOneUlp(double x) {
    double expected = exact(x).doubleValue();
    assertEquals(expected, Exponential.of(x), Math.ulp(expected), "of " + x);
  }

  @Test
  void isExactToAUnitInTheLastPlace() {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      assertWithinOneUlp(-700 * random.nextDouble());
      assertWithinOneUlp(-20 * random.nextDouble());
      assertWithinOneUlp(random.nextGaussian());
      assertWithinOneUlp(700 * random.nextDouble());
    }
  }

  @Test
  void specialValuesByHand() {
    assertEquals(1, Exponential.of(0));
    assertEquals(1, Exponential.of(-0.0));
    assertEquals(Math.E, Exponential.of(1));
    assertEquals(0, Exponential.of(-1000));
    assertEquals(0, Exponential.of(Double.NEGATIVE_INFINITY));
    assertEquals(Double.POSITIVE_INFINITY, Exponential.of(1000));
    assertEquals(Double.NaN, Exponential.of(Double.NaN));
  }

  @Test
  void smallResultsThatAreNoNormalNumbersAreKept() {
    assertEquals(Math.exp(-720), Exponential.of(-720), Double.MIN_VALUE);
  }
}
