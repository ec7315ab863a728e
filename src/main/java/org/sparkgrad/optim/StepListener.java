package org.sparkgrad.optim;

import java.util.Optional;

/** Told of each finished step of a training loop, which it may end. */
@FunctionalInterface
public interface StepListener {
  void after(Step step);

  /** Asked before each iteration: why the loop is to end there; empty where it is to go on. */
  default Optional<StopReason> stop() {
    return Optional.empty();
  }
}
