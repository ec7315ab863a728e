package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CountMeterTest {
  private final HandClock clock = new HandClock();

  @Test
  void tellsShareTimeLeftAndRate() {
    CountMeter meter = new CountMeter("load", "images", 1, 60_000, clock);
    assertEquals(List.of("load 0%"), meter.now());
    assertFalse(meter.isUnderWay());
    clock.pass(10);
    meter.reached(15_000);
    assertEquals(List.of("load 25%", "0:30 left", "1500 images/s"), meter.now());
    assertTrue(meter.isUnderWay());
  }

  @Test
  void endsWithWhatWasDoneInWhatTime() {
    CountMeter meter = new CountMeter("load", "images", 1, 60_000, clock);
    clock.pass(83);
    meter.reached(60_000);
    assertEquals(99, meter.percent());
    assertFalse(meter.isUnderWay());
    assertEquals(List.of("load 100%", "60000 images in 1:23"), meter.atEnd());
  }

  /** Of blocks that lost executors had, rows are counted twice. */
  @Test
  void neverExceedsTheWhole() {
    CountMeter meter = new CountMeter("load", "images", 1, 100, clock);
    meter.reached(70);
    meter.reached(130);
    assertEquals(99, meter.percent());
    clock.pass(2);
    assertEquals("0:00 left", meter.now().get(1));
  }

  @Test
  void learnsTheWholeOnTheWay() {
    CountMeter meter = new CountMeter("download", "MB", 1e6, 0, clock);
    clock.pass(2);
    meter.reached(3_000_000, -1);
    assertEquals(List.of("download 3.0 MB", "1.5 MB/s"), meter.now());
    meter.reached(3_000_000, 30_000_000);
    assertEquals(List.of("download 10%", "0:18 left", "1.5 MB/s"), meter.now());
  }

  @Test
  void writesTimesAsClocksDo() {
    assertEquals("0:00", Quantity.time(0.4));
    assertEquals("1:00", Quantity.time(59.6));
    assertEquals("59:59", Quantity.time(3599));
    assertEquals("1:00:00", Quantity.time(3599.5));
    assertEquals("100:01:01", Quantity.time(360_061));
  }

  @Test
  void writesRatesWithAboutThreeDigits() {
    assertEquals("1234 it/s", Quantity.rate(1234.4, "it"));
    assertEquals("12.3 it/s", Quantity.rate(12.34, "it"));
    assertEquals("0.008 it/s", Quantity.rate(1 / 120.0, "it"));
  }
}
