package org.sparkgrad.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CheckpointTimerTest {
  private static final long SECOND = 1_000_000_000L;

  /** The clock of differences may stand anywhere. */
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - SECOND);

  @Test
  void isUpAfterItsSeconds() {
    CheckpointTimer timer = new CheckpointTimer(2, clock::get);
    assertFalse(timer.isUp());
    clock.addAndGet(2 * SECOND - 1);
    assertFalse(timer.isUp());
    clock.incrementAndGet();
    assertTrue(timer.isUp());
    timer.restart();
    assertFalse(timer.isUp());
  }

  @Test
  void isNeverUpWithoutAny() {
    CheckpointTimer timer = new CheckpointTimer(0, clock::get);
    clock.addAndGet(1000 * SECOND);
    assertFalse(timer.isUp());
  }
}
