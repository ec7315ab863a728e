package org.sparkgrad.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.layer.Affine;
import org.sparkgrad.layer.ChannelsLast;
import org.sparkgrad.layer.Convolution;
import org.sparkgrad.layer.GhostNorm;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.layer.Shape;

class InitialWeightsTest {
  private static final Network NET =
      new Network(
          new Shape(3, 8, 8),
          List.of(
              new ChannelsLast(),
              new Convolution("first", 40, 3, 1, 1, true, true),
              new Convolution("second", 60, 3, 1, 1, true, false),
              new GhostNorm("norm", 8, true, 1e-5),
              new Affine("", 10, true)));

  private static float[] values(float[] parameters, String name) {
    for (ParameterArray each : NET.arrays()) {
      if (each.name().equals(name)) {
        return Arrays.copyOfRange(parameters, each.place().start(), each.place().end());
      }
    }
    throw new AssertionError(name);
  }

  /** Mean 0 and variance 1/3 of the square of the bound. */
  private static void assertUniform(float[] values, double bound) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      assertTrue(Math.abs(value) <= bound, () -> "found " + value);
      sum += value / bound;
      squares += value * value / (bound * bound);
    }
    assertEquals(0, sum / values.length, 4 / Math.sqrt(3 * values.length));
    assertEquals(1 / 3.0, squares / values.length, 2 / Math.sqrt(values.length));
  }

  @Test
  void uniformOnesAreWithinTheRootOfTheInputs() {
    float[] parameters = NET.uniformParameters(3);
    assertArrayEquals(parameters, NET.uniformParameters(3));
    assertUniform(values(parameters, "second_weights"), 1 / Math.sqrt(360));
    assertUniform(values(parameters, "second_bias"), 1 / Math.sqrt(360));
    assertUniform(values(parameters, "first_bias"), 1 / Math.sqrt(27));
    assertUniform(values(parameters, "weights"), 1 / Math.sqrt(8 * 8 * 60));
    assertArrayEquals(new float[40 * 27], values(parameters, "first_weights"));
  }

  @Test
  void normsStartWithScaleAndVarianceOne() {
    float[] ones = new float[60];
    Arrays.fill(ones, 1);
    for (float[] parameters :
        List.of(NET.initialParameters(1), NET.initialParameters(1, 5), NET.identityParameters(1))) {
      assertArrayEquals(ones, values(parameters, "norm_scale"));
      assertArrayEquals(ones, values(parameters, "norm_variance"));
      assertArrayEquals(new float[60], values(parameters, "norm_bias"));
      assertArrayEquals(new float[60], values(parameters, "norm_mean"));
    }
  }

  /** The first 40 of 60 filters; the rest as they are without identity. */
  @Test
  void identityFiltersHandOnOneChannelEach() {
    float[] filters = values(NET.identityParameters(3), "second_weights");
    float[] uniform = values(NET.uniformParameters(3), "second_weights");
    for (int n = 0; n < 60; n++) {
      for (int k = 0; k < 360; k++) {
        float expected = k == 4 * 40 + n ? 1 : 0;
        assertEquals(n < 40 ? expected : uniform[n * 360 + k], filters[n * 360 + k]);
      }
    }
    assertArrayEquals(
        values(NET.uniformParameters(3), "weights"), values(NET.identityParameters(3), "weights"));
  }
}
