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
   * All that the rule remembers between steps: a whole number of values a parameter, each kind
   * behind the other. To be read only, as it may be the rule's own array.
   */
  float[] state();
}
