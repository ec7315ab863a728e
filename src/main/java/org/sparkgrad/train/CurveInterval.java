package org.sparkgrad.train;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * When weights are evaluated for the learning curve: every so many iterations, or each time that a
 * multiple of some epochs is passed. If it is ever, then at the end of training too, so that the
 * curves of cells with other batch sizes have points at the same epochs, but for a part of a batch.
 *
 * @param iterations 0 for never
 * @param epochs above 0; empty if the interval is one of iterations. Decimal, so that a multiple of
 *     it is exact
 */
public record CurveInterval(int iterations, Optional<BigDecimal> epochs) {
  public static CurveInterval ofIterations(int iterations) {
    return new CurveInterval(iterations, Optional.empty());
  }

  public static CurveInterval ofEpochs(BigDecimal epochs) {
    return new CurveInterval(0, Optional.of(epochs));
  }

  boolean isEver() {
    return iterations > 0 || epochs.isPresent();
  }

  /**
   * Whether the weights that {@code done} updates made are to be evaluated.
   *
   * @param batch rows of a batch
   * @param rows of the training part
   */
  boolean isDue(long done, int batch, int rows) {
    if (epochs.isPresent()) {
      BigDecimal period = epochs.get().multiply(BigDecimal.valueOf(rows));
      return !periods(done * batch, period).equals(periods((done - 1) * batch, period));
    }
    return iterations > 0 && done % iterations == 0;
  }

  /** How many whole periods of rows have been read. */
  private static BigInteger periods(long rowsRead, BigDecimal period) {
    return BigDecimal.valueOf(rowsRead).divideToIntegralValue(period).toBigInteger();
  }
}
