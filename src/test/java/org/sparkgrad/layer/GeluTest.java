package org.sparkgrad.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.RowGroups;

class GeluTest {
  private static final int POINTS = 40_001;
  private static final Shape SHAPE = Shape.vector(POINTS);

  /** From -20 to 20. */
  private static float point(int i) {
    return i / 1000f - 20;
  }

  /** Φ by Simpson's rule on the density, from 0 on. */
  private static double below(double x) {
    int steps = 400;
    double h = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double t = i * h;
      int weight = i == 0 || i == steps ? 1 : 2 + 2 * (i % 2);
      sum += weight * Math.exp(-t * t / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  @Test
  void valuesAndSlopesAreThoseOfTheNormalDistribution() {
    float[] in = new float[POINTS];
    float[] ones = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      in[i] = point(i);
      ones[i] = 1;
    }
    Batch input = new Batch(in, 1, 1, SHAPE);
    Batch output = new Batch(new float[POINTS], 1, 1, SHAPE);
    Batch slopes = new Batch(new float[POINTS], 1, 1, SHAPE);
    LayerPass pass = new Gelu().at(SHAPE, new Weights(new float[0], 1, List.of()), new Arena());
    pass.forward(input, output, Draws.NONE);
    pass.backward(
        input, output, new Batch(ones, 1, 1, SHAPE), slopes, GroupSums.of(0, new RowGroups(1)));
    for (int i = 0; i < POINTS; i++) {
      double x = in[i];
      double below = Math.abs(x) < 10 ? below(x) : x > 0 ? 1 : 0;
      double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
      assertEquals(x * below, output.values()[i], 1e-6 + 1.2e-7 * Math.abs(x), "value at " + x);
      assertEquals(below + x * density, slopes.values()[i], 1e-6, "slope at " + x);
    }
  }

  @Test
  void theReferenceIsExact() {
    for (double x = -9.5; x < 9.5; x += 0.37) {
      assertEquals(below(x), NormalDistribution.below(x), 1e-11, "at " + x);
    }
    assertEquals(1, NormalDistribution.below(40));
    assertEquals(0, NormalDistribution.below(-40));
    assertEquals(0.3989422804014327, NormalDistribution.density(0), 1e-16);
  }
}
