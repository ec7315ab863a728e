package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.ImageShape;

/** Images that are not square, and of other channels than three. */
class HogShapesTest {
  private static final int BINS = 9;

  private static byte[] noise(ImageShape shape) {
    byte[] image = new byte[shape.bytes()];
    new Random(shape.hashCode()).nextBytes(image);
    return image;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 24, 16, 8, STRONGEST_CHANNEL, TRILINEAR",
    "3, 24, 16, 4, LUMA, NONE",
    "3, 16, 24, 8, LUMA, BILINEAR",
    "1, 24, 16, 8, LUMA, TRILINEAR",
    "1, 16, 24, 2, STRONGEST_CHANNEL, ORIENTATION",
    "1, 28, 28, 7, STRONGEST_CHANNEL, TRILINEAR",
    "2, 8, 12, 4, STRONGEST_CHANNEL, TRILINEAR",
    "1, 1, 5, 1, STRONGEST_CHANNEL, NONE",
    "4, 5, 1, 1, STRONGEST_CHANNEL, BILINEAR"
  })
  void isTheDefinition(
      int channels, int height, int width, int cell, HogGradient gradient, HogVoting voting) {
    ImageShape shape = new ImageShape(channels, height, width);
    Hog hog = new Hog(shape, gradient, BINS, List.of(cell), 1, 1, BlockNorm.NONE, voting);
    byte[] image = noise(shape);
    float[] found = Extract.of(hog, image);
    NaiveHog naive = new NaiveHog(image, hog);
    assertEquals(height / cell * (width / cell) * BINS, found.length);
    for (int k = 0; k < found.length; k++) {
      int at = k / BINS;
      double expected = naive.vote(at / (width / cell), at % (width / cell), k % BINS);
      assertEquals(expected, found[k], 1e-6 * expected + 1e-9, "value %d of %s".formatted(k, hog));
    }
  }

  /** 24 x 16 pixels are 6 x 4 cells of 4, 5 x 3 blocks of 2 x 2 at stride 1, 3 x 2 at stride 2. */
  @ParameterizedTest
  @CsvSource({"1, 5, 3", "2, 3, 2"})
  void normalisesBlocksRowByRow(int stride, int blockRows, int blockColumns) {
    ImageShape shape = new ImageShape(1, 24, 16);
    Hog hog =
        new Hog(
            shape,
            HogGradient.STRONGEST_CHANNEL,
            BINS,
            List.of(4),
            2,
            stride,
            BlockNorm.L2,
            HogVoting.TRILINEAR);
    byte[] image = noise(shape);
    NaiveHog naive = new NaiveHog(image, hog);
    float[] found = Extract.of(hog, image);
    assertEquals(blockRows * blockColumns * 4 * BINS, found.length);
    for (int block = 0; block < blockRows * blockColumns; block++) {
      double[] expected = new double[4 * BINS];
      double squares = 1e-10;
      for (int k = 0; k < expected.length; k++) {
        int row = block / blockColumns * stride + k / BINS / 2;
        int column = block % blockColumns * stride + k / BINS % 2;
        expected[k] = naive.vote(row, column, k % BINS);
        squares += expected[k] * expected[k];
      }
      for (int k = 0; k < expected.length; k++) {
        assertEquals(expected[k] / Math.sqrt(squares), found[block * 4 * BINS + k], 1e-6);
      }
    }
  }

  /** A grey image has the same bits in one channel and in three. */
  @Test
  void greyIsTheLumaOfItsColours() {
    byte[] grey = noise(new ImageShape(1, 12, 20));
    byte[] colours = new byte[3 * grey.length];
    for (int k = 0; k < colours.length; k++) {
      colours[k] = grey[k % grey.length];
    }
    assertArrayEquals(
        Extract.of(luma(new ImageShape(3, 12, 20)), colours),
        Extract.of(luma(new ImageShape(1, 12, 20)), grey));
  }

  private static Hog luma(ImageShape shape) {
    return new Hog(
        shape, HogGradient.LUMA, BINS, List.of(4), 2, 1, BlockNorm.L2_HYS, HogVoting.TRILINEAR);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 28, 28, 8, 1, 1, 'HOG: expected cells of a size that divides 28 (1, 2, 4, 7, 14, 28), found 8 in [8]'",
    "1, 24, 16, 12, 1, 1, 'HOG: expected cells of a size that divides 24 and 16 (1, 2, 4, 8), found 12 in [12]'",
    "3, 24, 16, 8, 3, 1, 'HOG: expected blocks of 1 to 2 cells a side (cells of 8 pixels), found 3'",
    "3, 24, 16, 4, 2, 3, 'HOG: expected a block stride that divides the 4 cells beside a block"
        + " (cells of 4 pixels, blocks of 2 cells), found 3'",
    "2, 24, 16, 4, 2, 1, 'HOG: expected images of 1 or 3 channels for their luma, found 2'"
  })
  void refusesWhatDoesNotFit(
      int channels, int height, int width, int cell, int block, int stride, String message) {
    ImageShape shape = new ImageShape(channels, height, width);
    List<Integer> cells = List.of(cell);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Hog(
                    shape,
                    HogGradient.LUMA,
                    BINS,
                    cells,
                    block,
                    stride,
                    BlockNorm.L2,
                    HogVoting.NONE));
    assertEquals(message, error.getMessage());
  }
}
