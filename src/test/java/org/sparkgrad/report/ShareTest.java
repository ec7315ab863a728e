package org.sparkgrad.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
  private static final double Z = 1.959963984540054;

  /** The ends are the shares p whose distance to the observed one is z standard errors of p. */
  @ParameterizedTest
  @CsvSource({"1,2", "5,10", "9,10", "4096,10000", "9999,10000", "0,20", "20,20"})
  void endsAreZStandardErrorsAway(long hits, long rows) {
    Share share = new Share(hits, rows);
    for (double end : new double[] {share.low(), share.high()}) {
      boolean atBorder = end == share.value();
      double error = Math.sqrt(end * (1 - end) / rows);
      assertEquals(atBorder ? 0 : Z * error, Math.abs(share.value() - end), 1e-12);
    }
    assertTrue(share.low() <= share.value() && share.value() <= share.high());
    assertTrue(share.low() >= 0 && share.high() <= 1);
  }
}
