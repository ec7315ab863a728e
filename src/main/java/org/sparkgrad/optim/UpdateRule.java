package org.sparkgrad.optim;

/** How a gradient moves the parameters. Rules may keep state between steps: one rule, one run. */
public interface UpdateRule {
  /**
   * Moves {@code parameters}, which are modified, against {@code gradient}.
   *
   * @param iteration counted from 0
   */
  void step(float[] parameters, float[] gradient, double learningRate, long iteration);

  /**
   * Tells the rule how a penalty moved the parameters after a step. A rule that remembers how far
   * the parameters moved last takes that in; others need not know.
   *
   * @param before the parameters as {@link #step} left them; not modified
   * @param after as the penalty left them; not modified
   */
  default void moved(float[] before, float[] after) {}

  /**
   * The state that the rule keeps between steps: a whole number of values per parameter, each kind
   * after the other. To be read only, as it may be the rule's own array.
   */
  float[] state();
}
