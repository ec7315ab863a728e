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

  /** Halved every three iterations. */
  @Test
  void aStepRateFallsAtTheEndOfEachPeriod() {
    Schedule schedule = Schedule.step(0.8, 0.5, 3);
    double[] expected = {0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2};
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], schedule.learningRate(t), "iteration " + t);
    }
  }

  /** A period of 2.5 ends within iterations 2 and 4: 3 and 5 are the first behind. */
  @Test
  void aPeriodNeedNotBeWhole() {
    Schedule schedule = Schedule.step(1, 0.1, 2.5);
    double[] expected = {1, 1, 1, 0.1, 0.1, 0.01};
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], schedule.learningRate(t), 1e-15, "iteration " + t);
    }
  }

  /** Over half a period by the root of the factor. */
  @Test
  void anExponentialRateFallsEvenly() {
    Schedule schedule = Schedule.exponential(0.8, 0.25, 4);
    assertEquals(0.8, schedule.learningRate(0), 1e-15);
    assertEquals(0.4, schedule.learningRate(2), 1e-15);
    assertEquals(0.2, schedule.learningRate(4), 1e-15);
    assertEquals(0.2 * Math.sqrt(0.5), schedule.learningRate(5), 1e-15);
    assertEquals(0.05, schedule.learningRate(8), 1e-15);
  }

  @Test
  void anInverseTimeRateIsHalfAfterOnePeriodAndAThirdAfterTwo() {
    Schedule schedule = Schedule.inverseTime(0.6, 10);
    assertEquals(0.6, schedule.learningRate(0), 1e-15);
    assertEquals(0.3, schedule.learningRate(10), 1e-15);
    assertEquals(0.2, schedule.learningRate(20), 1e-15);
    assertEquals(0.06, schedule.learningRate(90), 1e-15);
  }

  /** cos(pi / 4) = sqrt(1/2), cos(pi / 2) = 0, cos(pi / 3) = 1/2. */
  @Test
  void aCosineRateFallsAlongHalfAWave() {
    Schedule schedule = Schedule.cosine(0.8, 12);
    assertEquals(0.8, schedule.learningRate(0), 1e-15);
    assertEquals(0.4 * (1 + Math.sqrt(0.5)), schedule.learningRate(3), 1e-15);
    assertEquals(0.6, schedule.learningRate(4), 1e-15);
    assertEquals(0.4, schedule.learningRate(6), 1e-15);
    assertEquals(0.4 * (1 - Math.sqrt(0.5)), schedule.learningRate(9), 1e-15);
    assertEquals(0, schedule.learningRate(12), 1e-15);
  }

  @Test
  void aTriangularRateRisesToItsPeakAndFallsBeyondTheLastIteration() {
    Schedule schedule = Schedule.triangular(0.8, 0.25, 0.5, 3, 8);
    double[] expected = {0.2, 0.4, 0.6, 0.8, 0.72, 0.64, 0.56, 0.48, 0.4};
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], schedule.learningRate(t), 1e-15, "iteration " + t);
    }
    assertEquals(0.8, schedule.learningRate(3));
  }

  @Test
  void aTriangularRateMayOnlyFallOrOnlyRise() {
    Schedule falls = Schedule.triangular(0.8, 0.25, 0, 0, 4);
    Schedule rises = Schedule.triangular(0.8, 0, 0.25, 4, 4);
    for (int t = 0; t < 4; t++) {
      assertEquals(0.8 - 0.2 * t, falls.learningRate(t), 1e-15, "iteration " + t);
      assertEquals(0.2 * t, rises.learningRate(t), 1e-15, "iteration " + t);
    }
  }

  @Test
  void aWarmUpRisesInAStraightLineToTheStartOfTheSchedule() {
    Schedule schedule = Schedule.linear(0.8, 4).warmedUp(3);
    double[] expected = {0.2, 0.4, 0.6, 0.8, 0.6, 0.4, 0.2};
    for (int t = 0; t < expected.length; t++) {
      assertEquals(expected[t], schedule.learningRate(t), 1e-15, "iteration " + t);
    }
  }

  @Test
  void noWarmUpChangesNothing() {
    Schedule plain = Schedule.cosine(0.3, 7);
    for (int t = 0; t < 7; t++) {
      assertEquals(plain.learningRate(t), plain.warmedUp(0).learningRate(t));
    }
  }

  @Test
  void stopReasonsHaveLowerCaseNames() {
    assertEquals("iterations", StopReason.ITERATIONS.label());
    assertEquals("diverged", StopReason.DIVERGED.label());
    assertEquals("early-stopping", StopReason.EARLY_STOPPING.label());
    assertEquals("converged", StopReason.CONVERGED.label());
  }
}
