package org.sparkgrad.data.synthetic;

import static org.sparkgrad.data.synthetic.SyntheticImages.CHANNELS;
import static org.sparkgrad.data.synthetic.SyntheticImages.PLANE;
import static org.sparkgrad.data.synthetic.SyntheticImages.SIDE;

/**
 * Smooth colour fields over an image: for each channel a sum of the 16 lowest cosine waves.
 *
 * <p>{@code f(x, y) = sum over u, v < 4 of a[u][v] cos(pi u (x + 1/2) / 32) cos(pi v (y + 1/2) /
 * 32)}. Coefficients are ordered by channel, then v, then u.
 */
final class LowFrequencyField {
  static final int WAVES = 4;
  static final int COEFFICIENTS = CHANNELS * WAVES * WAVES;

  private static final double[] COSINES = cosines();

  private LowFrequencyField() {}

  private static double[] cosines() {
    double[] table = new double[WAVES * SIDE];
    for (int u = 0; u < WAVES; u++) {
      for (int x = 0; x < SIDE; x++) {
        table[u * SIDE + x] = StrictMath.cos(StrictMath.PI * u * (x + 0.5) / SIDE);
      }
    }
    return table;
  }

  /** The standard deviation of a random field's coefficient: slower waves are stronger. */
  static double deviation(int coefficient) {
    int u = coefficient % WAVES;
    int v = coefficient / WAVES % WAVES;
    return 1 / Math.sqrt(1.0 + u * u + v * v);
  }

  /** Whether the wave is its own mirror image: every even one across. */
  static boolean mirrors(int coefficient) {
    return coefficient % 2 == 0;
  }

  /** Adds {@code scale} times the field of these coefficients to the planes of an image. */
  static void add(double scale, double[] coefficients, double[] image) {
    for (int c = 0; c < CHANNELS; c++) {
      for (int y = 0; y < SIDE; y++) {
        addRow(scale, coefficients, c, y, image);
      }
    }
  }

  private static void addRow(double scale, double[] coefficients, int c, int y, double[] image) {
    int start = c * PLANE + y * SIDE;
    for (int u = 0; u < WAVES; u++) {
      double across = 0;
      for (int v = 0; v < WAVES; v++) {
        double down = COSINES[v * SIDE + y];
        across += coefficients[(c * WAVES + v) * WAVES + u] * down;
      }
      for (int x = 0; x < SIDE; x++) {
        image[start + x] += scale * across * COSINES[u * SIDE + x];
      }
    }
  }
}
