package org.sparkgrad.loss;

/** The check of a hinge's margin. */
final class Margin {
  private Margin() {}

  /**
   * @throws IllegalArgumentException if the margin is not a number above 0
   */
  static void require(double margin) {
    if (!(margin > 0) || Double.isInfinite(margin)) {
      throw new IllegalArgumentException(
          "hinge: expected a finite margin above 0, found " + margin);
    }
  }
}
