package org.sparkgrad.config;

import org.sparkgrad.choice.Choice;

/** The factors that an L2 penalty can have before strength and sum of squares. */
public enum L2Factor implements Choice {
  HALF(0.5),
  ONE(1);

  private final double value;

  L2Factor(double value) {
    this.value = value;
  }

  public double value() {
    return value;
  }
}
