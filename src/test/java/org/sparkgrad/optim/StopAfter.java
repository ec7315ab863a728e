package org.sparkgrad.optim;

import java.util.Optional;

/** Ends a loop after a number of steps. */
final class StopAfter implements StepListener {
  private final int steps;
  private int seen;

  StopAfter(int steps) {
    this.steps = steps;
  }

  @Override
  public void after(Step step) {
    seen++;
  }

  @Override
  public Optional<StopReason> stop() {
    return seen == steps ? Optional.of(StopReason.EARLY_STOPPING) : Optional.empty();
  }
}
