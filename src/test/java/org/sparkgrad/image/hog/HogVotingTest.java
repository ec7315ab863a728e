package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.ImageShape;

class HogVotingTest {
  static Stream<Arguments> settings() {
    return Stream.of(HogVoting.values())
        .flatMap(
            voting ->
                Stream.of(HogGradient.values())
                    .flatMap(
                        gradient ->
                            Stream.of(4, 8, 32).map(cell -> Arguments.of(voting, gradient, cell))));
  }

  private static Hog hog(HogVoting voting, HogGradient gradient, int orientations, int cell) {
    return new Hog(
        ImageShape.CIFAR, gradient, orientations, List.of(cell), 1, 1, BlockNorm.NONE, voting);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void isTheDefinition(HogVoting voting, HogGradient gradient, int cell) {
    agree(FormulaImages.smooth(), hog(voting, gradient, 9, cell));
    agree(FormulaImages.rough(), hog(voting, gradient, 9, cell));
  }

  /** Each of two bins has the other on both sides. */
  @ParameterizedTest
  @EnumSource
  void isTheDefinitionForTwoBins(HogVoting voting) {
    agree(FormulaImages.rough(), hog(voting, HogGradient.STRONGEST_CHANNEL, 2, 8));
  }

  /** One bin has itself on both sides, so nothing is shared. */
  @Test
  void oneBinTakesEveryVote() {
    assertArrayEquals(oneBin(HogVoting.NONE), oneBin(HogVoting.ORIENTATION), 1e-4f);
    assertArrayEquals(oneBin(HogVoting.BILINEAR), oneBin(HogVoting.TRILINEAR), 1e-4f);
  }

  private static float[] oneBin(HogVoting voting) {
    return Extract.of(hog(voting, HogGradient.LUMA, 1, 8), FormulaImages.rough());
  }

  private static void agree(byte[] image, Hog hog) {
    float[] found = Extract.of(hog, image);
    NaiveHog naive = new NaiveHog(image, hog);
    int side = 32 / hog.cells().get(0);
    for (int k = 0; k < found.length; k++) {
      int cell = k / hog.orientations();
      double expected = naive.vote(cell / side, cell % side, k % hog.orientations());
      assertEquals(expected, found[k], 1e-6 * expected + 1e-9, "value %d of %s".formatted(k, hog));
    }
  }
}
