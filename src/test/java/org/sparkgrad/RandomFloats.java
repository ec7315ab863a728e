package org.sparkgrad;

import java.util.Random;

/** Normally distributed floats. */
public final class RandomFloats {
  private RandomFloats() {}

  public static float[] random(int size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
