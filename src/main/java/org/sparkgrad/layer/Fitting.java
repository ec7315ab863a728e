package org.sparkgrad.layer;

import java.io.Serializable;

/**
 * How parameters of a layer that descent leaves alone follow from what comes to the layer: from
 * sums over rows, of as many doubles as {@link #sums}. Configuration alone.
 */
public interface Fitting extends Serializable {
  /** When parameters are fitted. */
  enum Time {
    /** Once, before the first step: what comes to the layer must not depend on what is trained. */
    BEFORE_TRAINING,
    /** To weights that are to be evaluated: training itself does not read the parameters. */
    BEFORE_EVALUATION
  }

  Time time();

  /** How many sums there are. */
  int sums();

  /**
   * Adds rows to the sums, one after the other.
   *
   * @param in what comes to the layer
   * @param copy whose rows are taken
   * @param sums added to
   */
  void add(Batch in, int copy, double[] sums);

  /**
   * Overwrites the parameters that are fitted.
   *
   * @param sums over all rows
   * @param rows at least 1
   * @param parameters of the whole network
   */
  void fit(double[] sums, long rows, float[] parameters);
}
