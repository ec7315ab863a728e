package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MovingRateTest {
  private final HandClock clock = new HandClock();
  private final MovingRate rate = new MovingRate(clock);
  private long count;

  private void work(int seconds, int perSecond) {
    for (int i = 0; i < seconds; i++) {
      clock.pass(1);
      count += perSecond;
      rate.reached(count);
    }
  }

  private double perSecond() {
    return rate.perSecond().orElseThrow();
  }

  @Test
  void isUnknownAtFirst() {
    assertTrue(rate.perSecond().isEmpty());
    rate.reached(5);
    assertTrue(rate.perSecond().isEmpty());
    clock.pass(10);
    assertEquals(0.5, perSecond(), 1e-12);
  }

  @Test
  void isThatOfTheLastHalfMinute() {
    work(100, 1000);
    assertEquals(1000, perSecond(), 1e-9);
    work(15, 10);
    assertEquals((15 * 1000 + 15 * 10) / 30.0, perSecond(), 35);
    work(15, 10);
    assertEquals(10, perSecond(), 35);
    work(2, 10);
    assertEquals(10, perSecond(), 1e-9);
  }

  /** One thing every two minutes, which the window does not hold. */
  @Test
  void takesInAtLeastTheLastTwo() {
    for (int i = 1; i <= 5; i++) {
      clock.pass(120);
      rate.reached(i);
      assertEquals(1 / 120.0, perSecond(), 1e-12);
    }
    clock.pass(120);
    assertTrue(perSecond() < 1 / 120.0 * 0.7);
  }

  @Test
  void fallsWhileNothingComes() {
    work(10, 100);
    clock.pass(30);
    assertEquals(1000 / 40.0, perSecond(), 1e-9);
  }

  @Test
  void canBeginAnew() {
    clock.pass(1000);
    rate.restart();
    work(10, 7);
    assertEquals(7, perSecond(), 1e-9);
  }
}
