package org.sparkgrad.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void whatIsSkippedHasNoRatio() {
    assertEquals(OptionalDouble.empty(), Measurement.skipped("one", "s").against(2).ratio());
    assertEquals(OptionalDouble.of(1.5), Measurement.against(2, "other", "s", 3).ratio());
  }
}
