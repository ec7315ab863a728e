package org.sparkgrad.image.hog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.ImageShape;

class HogTest {
  private static Hog hog(int orientations, List<Integer> cells, int block, int stride) {
    return new Hog(
        ImageShape.CIFAR,
        HogGradient.STRONGEST_CHANNEL,
        orientations,
        cells,
        block,
        stride,
        BlockNorm.L2_HYS,
        HogVoting.ORIENTATION);
  }

  @Test
  void bothPublishedShapes() {
    assertEquals(144, hog(9, List.of(8), 1, 1).size());
    assertEquals(1764, hog(9, List.of(4), 2, 1).size());
  }

  /** Blocks a side times values a block: 7^2 * 36 + 3^2 * 36; 4^2 * 36; 3^2 * 4 * 6. */
  @Test
  void countsItsValues() {
    assertEquals(2088, hog(9, List.of(4, 8), 2, 1).size());
    assertEquals(576, hog(9, List.of(4), 2, 2).size());
    assertEquals(216, hog(6, List.of(4), 2, 3).size());
  }

  @Test
  void cellSizesStandOneAfterTheOther() {
    byte[] image = FormulaImages.smooth();
    float[] both = Extract.of(hog(9, List.of(4, 8), 2, 1), image);
    assertArrayEquals(
        Extract.of(hog(9, List.of(4), 2, 1), image), Arrays.copyOfRange(both, 0, 1764));
    assertArrayEquals(
        Extract.of(hog(9, List.of(8), 2, 1), image), Arrays.copyOfRange(both, 1764, 2088));
  }

  /** Of blocks at stride 1, those at even rows and columns; the 36 values of each are the same. */
  @Test
  void aStrideTakesEverySecondBlock() {
    float[] all = Extract.of(hog(9, List.of(4), 2, 1), FormulaImages.rough());
    float[] every2nd = Extract.of(hog(9, List.of(4), 2, 2), FormulaImages.rough());
    for (int block = 0; block < 16; block++) {
      int from = (block / 4 * 2 * 7 + block % 4 * 2) * 36;
      assertArrayEquals(
          Arrays.copyOfRange(all, from, from + 36),
          Arrays.copyOfRange(every2nd, block * 36, block * 36 + 36));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 8, 1, 1, 'HOG: expected 1 to 180 orientations, found 0'",
    "181, 8, 1, 1, 'HOG: expected 1 to 180 orientations, found 181'",
    "9, 5, 1, 1, 'HOG: expected cells of a size that divides 32 (1, 2, 4, 8, 16, 32), found 5 in [5]'",
    "9, 0, 1, 1, 'HOG: expected cells of a size that divides 32 (1, 2, 4, 8, 16, 32), found 0 in [0]'",
    "9, 64, 1, 1, 'HOG: expected cells of a size that divides 32 (1, 2, 4, 8, 16, 32), found 64 in [64]'",
    "9, 8, 0, 1, 'HOG: expected blocks of 1 to 4 cells a side (cells of 8 pixels), found 0'",
    "9, 8, 5, 1, 'HOG: expected blocks of 1 to 4 cells a side (cells of 8 pixels), found 5'",
    "9, 8, 2, 0, 'HOG: expected a block stride that divides the 2 cells beside a block (cells of 8"
        + " pixels, blocks of 2 cells), found 0'",
    "9, 4, 2, 4, 'HOG: expected a block stride that divides the 6 cells beside a block (cells of 4"
        + " pixels, blocks of 2 cells), found 4'",
  })
  void refusesWhatDoesNotFit(int orientations, int cell, int block, int stride, String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> hog(orientations, List.of(cell), block, stride));
    assertEquals(message, error.getMessage());
  }

  @Test
  void refusesNoCells() {
    var error = assertThrows(IllegalArgumentException.class, () -> hog(9, List.of(), 2, 1));
    assertEquals("HOG: expected one cell size or more, found none", error.getMessage());
  }
}
