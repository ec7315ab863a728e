package org.sparkgrad.gradcheck;

import java.io.Serializable;

/**
 * The rows' answers to a {@link Probe}, summed. Sums of doubles depend on their order: those of a
 * data set are to be made block by block, in the order of its rows.
 */
public final class ProbeSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private int rows;
  private double loss;
  private final double[] gradient;
  private final double[] rises;
  private final boolean[] switched;

  ProbeSums(int parameters, int moved) {
    gradient = new double[parameters];
    rises = new double[moved];
    switched = new boolean[moved];
  }

  /** Counts rows; their gradient is to be added to {@link #gradient}. */
  void addRows(int count, double lossOfRows) {
    rows += count;
    loss += lossOfRows;
  }

  /**
   * Adds how much higher the loss of some rows is above than below, and whether a unit switched
   * between.
   */
  void addRise(int index, double rise, boolean switches) {
    rises[index] += rise;
    switched[index] |= switches;
  }

  /** Adds the sums over the rows that come next. */
  public ProbeSums add(ProbeSums next) {
    rows += next.rows;
    loss += next.loss;
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += next.gradient[i];
    }
    for (int i = 0; i < rises.length; i++) {
      addRise(i, next.rises[i], next.switched[i]);
    }
    return this;
  }

  double meanLoss() {
    return loss / rows;
  }

  /** The sum; one entry per parameter. */
  double[] gradient() {
    return gradient;
  }

  double meanGradient(int parameter) {
    return gradient[parameter] / rows;
  }

  double meanRise(int index) {
    return rises[index] / rows;
  }

  boolean switched(int index) {
    return switched[index];
  }
}
