package org.sparkgrad.layer;

/** What the values of a parameter array are for. Only weights are penalised. */
public enum Role {
  WEIGHT,
  BIAS,
  /** Added after a normalisation. */
  NORM_BIAS,
  /** Multiplied with after a normalisation. */
  NORM_SCALE,
  /** Fitted or computed apart from the descent, which leaves it alone: its gradient is 0. */
  FROZEN;

  /** Whether descent moves it. */
  public boolean isTrained() {
    return this != FROZEN;
  }
}
