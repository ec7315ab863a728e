package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.ImageShape;

/** Images whose gradients are known. */
class HogEdgesTest {
  private static final int BINS = 9;

  private static float[] histogram(byte[] image, HogVoting voting) {
    return Extract.of(
        new Hog(
            ImageShape.CIFAR, HogGradient.LUMA, BINS, List.of(32), 1, 1, BlockNorm.NONE, voting),
        image);
  }

  @ParameterizedTest
  @EnumSource
  void flatGreyHasNone(BlockNorm norm) {
    for (HogGradient gradient : HogGradient.values()) {
      for (HogVoting voting : HogVoting.values()) {
        Hog hog = new Hog(ImageShape.CIFAR, gradient, BINS, List.of(4, 8), 2, 1, norm, voting);
        byte[] grey = FormulaImages.oneColour(128, 128, 128);
        assertArrayEquals(new float[hog.size()], Extract.of(hog, grey));
      }
    }
  }

  /**
   * Grey rises by (a, b) a pixel within a band across the middle and is flat beside it. Where the
   * band is cut off, a pixel sees one neighbour of two, so a few gradients turn to the axes.
   */
  @ParameterizedTest(name = "{2} degrees")
  @CsvSource({
    "24, 0, 0", "22, 9, 22.2", "17, 17, 45", "9, 22, 67.8",
    "0, 24, 90", "-9, 22, 112.2", "-17, 17, 135", "-22, 9, 157.8"
  })
  void anEdgeVotesForItsNormal(int a, int b, double degrees) {
    byte[] edge =
        FormulaImages.of(
            (c, y, x) -> Math.max(0, Math.min(255, 128 + a * (x - 16) + b * (y - 16))));
    byte[] opposite = FormulaImages.of((c, y, x) -> 255 - (edge[y * 32 + x] & 0xFF));
    float[] votes = histogram(edge, HogVoting.NONE);
    assertEquals((int) (degrees / 20), largest(votes));
    assertArrayEquals(votes, histogram(opposite, HogVoting.NONE));
  }

  private static int largest(float[] votes) {
    int largest = 0;
    for (int bin = 1; bin < votes.length; bin++) {
      if (votes[bin] > votes[largest]) {
        largest = bin;
      }
    }
    return largest;
  }

  /**
   * Grey 3x + 4y: the 30 x 30 inner pixels have gradient (6, 8), of length 10 and 53.13 degrees, in
   * bin 2 (40 to 60). 30 + 30 pixels of the left and right columns have (0, 8), at 90 in bin 4; 30
   * + 30 of the top and bottom rows (6, 0), at 0 in bin 0; the corners none.
   */
  @Test
  void aRampsVotesAreKnown() {
    byte[] ramp = FormulaImages.of((c, y, x) -> 3 * x + 4 * y);
    float[] expected = new float[BINS];
    expected[0] = 60 * 6 / 1024f;
    expected[2] = 900 * 10 / 1024f;
    expected[4] = 60 * 8 / 1024f;
    assertArrayEquals(expected, histogram(ramp, HogVoting.NONE), 1e-6f);
  }

  /**
   * The same, shared: bins are centred at 10, 30, 50 ... 53.13 degrees are 3.13 of 20 past the
   * centre of bin 2; 90 is the centre of bin 4; 0 is half-way between bins 8 and 0.
   */
  @Test
  void aRampsSharedVotesAreKnown() {
    byte[] ramp = FormulaImages.of((c, y, x) -> 3 * x + 4 * y);
    double part = (Math.toDegrees(Math.atan2(4, 3)) - 50) / 20;
    float[] expected = new float[BINS];
    expected[8] = expected[0] = 30 * 6 / 1024f;
    expected[2] = (float) (900 * 10 * (1 - part) / 1024);
    expected[3] = (float) (900 * 10 * part / 1024);
    expected[4] = 60 * 8 / 1024f;
    assertArrayEquals(expected, histogram(ramp, HogVoting.ORIENTATION), 1e-5f);
  }

  /** Red rises by 1 a column, blue by 2 a row: luma (2 * 0.299, 4 * 0.114), strongest (0, 4). */
  @Test
  void channelsAreWeighedOrTheStrongestTaken() {
    byte[] image = FormulaImages.of((c, y, x) -> c == 0 ? x : c == 2 ? 2 * y : 0);
    double inner = 900 * Math.hypot(0.598, 0.456);
    double[] luma = {60 * 0.598 / 1024, inner / 1024, 60 * 0.456 / 1024};
    float[] votes = histogram(image, HogVoting.NONE);
    assertEquals(luma[0], votes[0], 1e-6);
    assertEquals(luma[1], votes[1], 1e-6, "atan(0.456 / 0.598) = 37.3 degrees");
    assertEquals(luma[2], votes[4], 1e-6);
    float[] strongest =
        Extract.of(
            new Hog(
                ImageShape.CIFAR,
                HogGradient.STRONGEST_CHANNEL,
                BINS,
                List.of(32),
                1,
                1,
                BlockNorm.NONE,
                HogVoting.NONE),
            image);
    float[] expected = new float[BINS];
    expected[0] = 60 * 2 / 1024f;
    expected[4] = (900 + 60) * 4 / 1024f;
    assertArrayEquals(expected, strongest, 1e-6f);
  }
}
