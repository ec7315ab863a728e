package org.sparkgrad.model;

import java.io.Serializable;
import org.sparkgrad.linalg.CounterRandom;
import org.sparkgrad.linalg.Matrix;

/**
 * Dropout: in training each hidden unit of each row is set to 0 with probability {@code rate}, and
 * what is kept is divided by {@code 1 - rate}, so that evaluation needs no change. Whether a unit
 * is dropped is a function of (seed, iteration, row, unit) alone.
 *
 * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, "Dropout: A Simple Way to
 * Prevent Neural Networks from Overfitting", JMLR 15, 2014.
 *
 * @param rate at least 0, below 1; 0 drops nothing
 */
public record Dropout(double rate, long seed) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Drops nothing. */
  public static final Dropout NONE = new Dropout(0, 0);

  private static final long STREAM = 0x44726F706F7574L;
  private static final int DRAW_BITS = 31;

  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "dropout: expected a rate of at least 0 and below 1, found " + rate);
    }
  }

  /** The factor of kept units. */
  float factor() {
    return (float) (1 / (1 - rate));
  }

  /**
   * Drops units of some rows, and scales the others.
   *
   * @param units one row per unit, one column per row; modified
   * @param rows the numbers of the rows
   */
  void apply(Matrix units, int[] rows, long iteration) {
    if (rate == 0) {
      return;
    }
    CounterRandom random = new CounterRandom(seed, STREAM + iteration);
    long dropped = (long) (rate * (1L << DRAW_BITS));
    float factor = factor();
    for (int unit = 0; unit < units.rows(); unit++) {
      int at = units.offset() + unit * units.columns();
      for (int i = 0; i < rows.length; i++) {
        long draw =
            random.bits(((long) unit << Integer.SIZE) | rows[i]) >>> (Long.SIZE - DRAW_BITS);
        units.values()[at + i] = draw < dropped ? 0 : units.values()[at + i] * factor;
      }
    }
  }
}
