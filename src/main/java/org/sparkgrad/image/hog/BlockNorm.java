package org.sparkgrad.image.hog;

import org.sparkgrad.choice.Choice;

/** Normalisation of the histograms {@code v} of a block of cells. */
public enum BlockNorm implements Choice {
  /** Not at all: values are mean gradient lengths, 0 to 255 * sqrt(2). */
  NONE,
  /** {@code v / sqrt(|v|^2 + e^2)}, e = 0.00001. */
  L2,
  /** L2, then values above 0.2 are cut to it, then L2 again. Source: Lowe, IJCV 2004. */
  L2_HYS;

  private static final double EPSILON = 1e-5;
  private static final double CUT = 0.2;

  /** Normalises a block in place. */
  void apply(double[] block) {
    switch (this) {
      case NONE -> {}
      case L2 -> scale(block, inverseLength(block));
      case L2_HYS -> {
        cut(block, inverseLength(block));
        scale(block, inverseLength(block));
      }
    }
  }

  private static double inverseLength(double[] block) {
    double sum = EPSILON * EPSILON;
    for (double value : block) {
      sum += value * value;
    }
    return 1 / Math.sqrt(sum);
  }

  private static void scale(double[] block, double factor) {
    for (int k = 0; k < block.length; k++) {
      block[k] *= factor;
    }
  }

  private static void cut(double[] block, double factor) {
    for (int k = 0; k < block.length; k++) {
      block[k] = Math.min(block[k] * factor, CUT);
    }
  }
}
