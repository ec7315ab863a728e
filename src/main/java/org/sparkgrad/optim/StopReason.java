package org.sparkgrad.optim;

import java.util.Locale;

/** Why a training loop ended. */
public enum StopReason {
  /** It made the iterations it was asked for. */
  ITERATIONS,
  /** Its listener saw no improvement for long enough. */
  EARLY_STOPPING,
  /** The norm of a batch's gradient fell below the one asked for. */
  CONVERGED,
  /** Its listener could not go on. */
  FAILED,
  /** The loss was no longer finite, or its sum left the range of fixed point. */
  DIVERGED;

  /** The name used in tables, such as {@code early-stopping}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
