package org.sparkgrad.optim;

import org.sparkgrad.choice.Choice;

/** Why a training loop ended. */
public enum StopReason implements Choice {
  /** It made the iterations it was asked for. */
  ITERATIONS,
  /** Its listener saw no improvement for long enough. */
  EARLY_STOPPING,
  /** The norm of a batch's gradient fell below the one asked for. */
  CONVERGED,
  /** Its listener could not go on. */
  FAILED,
  /** The loss or the parameters were no longer finite. */
  DIVERGED
}
