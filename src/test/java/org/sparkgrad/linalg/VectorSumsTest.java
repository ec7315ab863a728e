package org.sparkgrad.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorSumsTest {
  @Test
  void sumsByHand() {
    float[] v = {100, 1, -2, 0.5f, 100};
    assertEquals(5.25, VectorSums.ofSquares(v, 1, 4));
    assertEquals(3.5, VectorSums.ofSizes(v, 1, 4));
    assertEquals(0, VectorSums.ofSquares(v, 2, 2));
  }

  /** 1e20 squared is beyond floats, and so is twice their largest. */
  @Test
  void sumsBeyondFloatsAreFinite() {
    float[] v = new float[130];
    v[3] = 1e20f;
    v[129] = -1e20f;
    assertEquals(2e40, VectorSums.ofSquares(v, 0, 130), 1e34);
    v[3] = Float.MAX_VALUE;
    v[67] = -Float.MAX_VALUE;
    v[129] = 0;
    assertEquals(2.0 * Float.MAX_VALUE, VectorSums.ofSizes(v, 0, 130));
    v[5] = Float.NEGATIVE_INFINITY;
    assertEquals(Double.POSITIVE_INFINITY, VectorSums.ofSizes(v, 0, 130));
    assertEquals(Double.POSITIVE_INFINITY, VectorSums.ofSquares(v, 0, 130));
  }

  /** Lengths around those of the lanes; the bound is that of the class's documentation. */
  @Test
  void agreesWithSumsOfDoubles() {
    Random random = new Random(1);
    for (int size : new int[] {1, 63, 64, 65, 128, 1000, 30_720}) {
      float[] v = new float[size];
      double squares = 0;
      double sizes = 0;
      for (int i = 0; i < size; i++) {
        v[i] = (float) random.nextGaussian();
        squares += (double) v[i] * v[i];
        sizes += Math.abs((double) v[i]);
      }
      double error = (size / 64 + 2) * Math.pow(2, -24);
      assertEquals(squares, VectorSums.ofSquares(v, 0, size), error * squares);
      assertEquals(sizes, VectorSums.ofSizes(v, 0, size), error * sizes);
    }
  }
}
