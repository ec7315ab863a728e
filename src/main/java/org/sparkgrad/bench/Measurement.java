package org.sparkgrad.bench;

import java.util.OptionalDouble;

/**
 * One figure of a benchmark, and what it is compared with.
 *
 * @param name what was measured
 * @param unit of value and baseline
 * @param value the measured figure; of repeated times, the median; empty if it was not measured
 * @param spread the distance of the quartiles as a share of the median; empty for a single time
 * @param baseline the figure of what it is compared with, from the same run; empty if there is none
 */
public record Measurement(
    String name,
    String unit,
    OptionalDouble value,
    OptionalDouble spread,
    OptionalDouble baseline) {

  /** No figure, as something is missing here; the name says what. */
  static Measurement skipped(String name, String unit) {
    OptionalDouble none = OptionalDouble.empty();
    return new Measurement(name, unit, none, none, none);
  }

  static Measurement alone(String name, String unit, double value) {
    OptionalDouble none = OptionalDouble.empty();
    return new Measurement(name, unit, OptionalDouble.of(value), none, none);
  }

  static Measurement against(double baseline, String name, String unit, double value) {
    return alone(name, unit, value).against(baseline);
  }

  /** The median, in milliseconds. */
  static Measurement of(String name, Samples samples) {
    return alone(name, "ms", samples.median()).spreading(samples.spread());
  }

  Measurement spreading(double share) {
    return new Measurement(name, unit, value, OptionalDouble.of(share), baseline);
  }

  Measurement against(double value) {
    return new Measurement(name, unit, this.value, spread, OptionalDouble.of(value));
  }

  /** Value over baseline; empty if one of them is. */
  public OptionalDouble ratio() {
    return value.isPresent() && baseline.isPresent()
        ? OptionalDouble.of(value.getAsDouble() / baseline.getAsDouble())
        : OptionalDouble.empty();
  }
}
