package org.sparkgrad.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aConstantRateStays() {
    Schedule schedule = Schedule.constant(0.3);
    assertEquals(0.3, schedule.learningRate(0));
    assertEquals(0.3, schedule.learningRate(1_000_000_000_000L));
  }

  @Test
  void aLinearRateFallsToZeroBehindTheLastIteration() {
    Schedule schedule = Schedule.linear(0.8, 4);
    assertEquals(0.8, schedule.learningRate(0), 1e-15);
    assertEquals(0.6, schedule.learningRate(1), 1e-15);
    assertEquals(0.4, schedule.learningRate(2), 1e-15);
    assertEquals(0.2, schedule.learningRate(3), 1e-15);
    assertEquals(0, schedule.learningRate(4), 1e-15);
  }

  @Test
  void stopReasonsHaveLowerCaseNames() {
    assertEquals("iterations", StopReason.ITERATIONS.label());
    assertEquals("diverged", StopReason.DIVERGED.label());
  }
}
