package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockNormTest {
  private static double[] normalised(BlockNorm norm, double... block) {
    norm.apply(block);
    return block;
  }

  @Test
  void noneLeavesTheBlock() {
    assertArrayEquals(new double[] {3, 4}, normalised(BlockNorm.NONE, 3, 4));
  }

  @Test
  void l2DividesByTheLength() {
    assertArrayEquals(new double[] {0.6, 0.8}, normalised(BlockNorm.L2, 3, 4), 1e-11);
  }

  /** |(3e-5, 4e-5, 1e-5)|^2 + 1e-10 = 27e-10. */
  @Test
  void l2AddsItsConstant() {
    double root = Math.sqrt(27);
    assertArrayEquals(
        new double[] {3 / root, 4 / root, 1 / root},
        normalised(BlockNorm.L2, 3e-5, 4e-5, 1e-5),
        1e-15);
  }

  /** (10, 1, 1) / sqrt(102) = (0.99, 0.099, 0.099), cut to (0.2, 1 / sqrt(102), 1 / sqrt(102)). */
  @Test
  void l2HysCutsAndDividesAgain() {
    double small = 1 / Math.sqrt(102);
    double length = Math.sqrt(0.04 + 2.0 / 102);
    assertArrayEquals(
        new double[] {0.2 / length, small / length, small / length},
        normalised(BlockNorm.L2_HYS, 10, 1, 1),
        1e-8);
  }

  @ParameterizedTest
  @EnumSource
  void nothingStaysNothing(BlockNorm norm) {
    assertArrayEquals(new double[3], normalised(norm, 0, 0, 0));
  }
}
