package org.sparkgrad.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  /** The second and third are 0 and infinite as floats. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-50, 1e50, -1, Double.NaN})
  void refusesAFactorThatScalesNothing(double factor) {
    assertEquals(
        "scale: expected a factor above 0 that is finite in 32 bits, found " + factor,
        assertThrows(IllegalArgumentException.class, () -> new Scale(factor)).getMessage());
  }
}
