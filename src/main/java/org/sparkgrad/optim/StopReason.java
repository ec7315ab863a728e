package org.sparkgrad.optim;

import java.util.Locale;

/** Why a training loop ended. */
public enum StopReason {
  /** It made the iterations it was asked for. */
  ITERATIONS,
  /** The loss was no longer finite, or a sum left the range of fixed point. */
  DIVERGED;

  /** The name used in tables: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
