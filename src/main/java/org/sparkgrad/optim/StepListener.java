package org.sparkgrad.optim;

import java.util.Optional;

/** Receives each finished step of a training loop, which it may end. */
@FunctionalInterface
public interface StepListener {
  void after(Step step);

  /** Asked before each iteration: why the loop is to end there; empty if it is to continue. */
  default Optional<StopReason> stop() {
    return Optional.empty();
  }
}
