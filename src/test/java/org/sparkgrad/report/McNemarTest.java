package org.sparkgrad.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTest {
  /** Twice the tail of the binomial coefficients, in whole numbers. */
  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "0,6", "1,9", "5,5", "12,30", "250,200", "700,700"})
  void pIsTwiceTheTailOfABinomial(int first, int second) {
    int n = first + second;
    BigInteger coefficient = BigInteger.ONE;
    BigInteger tail = BigInteger.ZERO;
    for (int k = 0; k <= Math.min(first, second); k++) {
      tail = tail.add(coefficient);
      coefficient =
          coefficient.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1L));
    }
    double expected =
        Math.min(
            1,
            new BigDecimal(tail.shiftLeft(1))
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(n)), MathContext.DECIMAL128)
                .doubleValue());
    assertEquals(expected, new McNemar(10, first, second, 3).p(), 1e-12);
  }
}
