package org.sparkgrad.train;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says when time alone asks for a checkpoint. One for all cells of a group, so that they stand at
 * the same iteration when they go on, and are one group again.
 */
final class CheckpointTimer {
  private final long nanos;
  private final LongSupplier clock;
  private long last;

  /**
   * @param seconds between two checkpoints; 0 for never
   */
  CheckpointTimer(int seconds) {
    this(seconds, System::nanoTime);
  }

  /**
   * @param clock of nanoseconds, of which differences alone count
   */
  CheckpointTimer(int seconds, LongSupplier clock) {
    nanos = TimeUnit.SECONDS.toNanos(seconds);
    this.clock = clock;
    last = clock.getAsLong();
  }

  /** Whether the last checkpoint is too long ago. */
  boolean isUp() {
    return nanos > 0 && clock.getAsLong() - last >= nanos;
  }

  /** A checkpoint has been written. */
  void restart() {
    last = clock.getAsLong();
  }
}
