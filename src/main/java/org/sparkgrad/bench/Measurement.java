package org.sparkgrad.bench;

import java.util.OptionalDouble;

/**
 * One figure of a benchmark, and what it is held against.
 *
 * @param name what was measured
 * @param unit of value and baseline
 * @param value the measured figure
 * @param baseline the figure of what it is compared with, from the same run; empty where there is
 *     none
 */
public record Measurement(String name, String unit, double value, OptionalDouble baseline) {
  static Measurement alone(String name, String unit, double value) {
    return new Measurement(name, unit, value, OptionalDouble.empty());
  }

  static Measurement against(double baseline, String name, String unit, double value) {
    return new Measurement(name, unit, value, OptionalDouble.of(baseline));
  }

  /** Value over baseline; empty where there is no baseline. */
  public OptionalDouble ratio() {
    return baseline.isPresent()
        ? OptionalDouble.of(value / baseline.getAsDouble())
        : OptionalDouble.empty();
  }
}
