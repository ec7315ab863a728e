package org.sparkgrad.config;

/** The update rules by name, and how many values a parameter each keeps. */
public enum RuleName {
  PLAIN(0),
  MOMENTUM(1),
  NESTEROV(1),
  ADAGRAD(1),
  RMSPROP(1),
  ADAM(2),
  ADAMW(2);

  private final int kept;

  RuleName(int kept) {
    this.kept = kept;
  }

  /** What a rule remembers before its first step. */
  public float[] start(int parameters) {
    return new float[Math.multiplyExact(kept, parameters)];
  }
}
