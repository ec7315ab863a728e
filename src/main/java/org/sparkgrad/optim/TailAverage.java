package org.sparkgrad.optim;

/**
 * The mean of the parameters after each of the last steps of a run: {@code mean(w_t)} for t from
 * {@code first} to the end. It fluctuates less than the last parameters if the learning rate stays
 * large. The steps themselves do not see it.
 *
 * <p>Source: Polyak, Juditsky, "Acceleration of stochastic approximation by averaging", 1992; over
 * the last part of a run alone: Rakhlin, Shamir, Sridharan, "Making gradient descent optimal for
 * strongly convex stochastic optimization", 2012.
 */
public final class TailAverage {
  private final long first;
  private double[] sum;

  /**
   * @param first the first iteration whose outcome counts
   * @param sum empty, or the state of another average of this kind; modified
   */
  public TailAverage(long first, double[] sum) {
    this.first = first;
    this.sum = sum;
  }

  /** Of no steps. */
  public static TailAverage none() {
    return new TailAverage(Long.MAX_VALUE, new double[0]);
  }

  /** Counts the outcome of a step. Steps come in order, each once. */
  public void add(Step step) {
    if (step.iteration() < first) {
      return;
    }
    float[] parameters = step.parameters();
    if (sum.length == 0) {
      sum = new double[parameters.length];
    }
    for (int i = 0; i < parameters.length; i++) {
      sum[i] += parameters[i];
    }
  }

  /**
   * Overwrites {@code parameters} with the mean; leaves them alone if no step has counted.
   *
   * @param iterationsRun how many steps the run has made, those that do not count included
   */
  public void copyTo(float[] parameters, long iterationsRun) {
    for (int i = 0; i < sum.length; i++) {
      parameters[i] = (float) (sum[i] / (iterationsRun - first));
    }
  }

  /** Whether there is a mean: a step has counted. */
  public boolean hasCounted() {
    return sum.length > 0;
  }

  /** The sum so far, empty if no step has counted; the average's own array, to be read only. */
  public double[] state() {
    return sum;
  }
}
