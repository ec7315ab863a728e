package org.sparkgrad.image.hsv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.hog.FormulaImages;

class HsvHistogramTest {
  /** Four bins of each channel, of the whole image. */
  private static float[] fours(boolean weighted, byte[] image) {
    return Extract.of(new HsvHistogram(ImageShape.CIFAR, 4, 4, 4, List.of(32), weighted), image);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void blackHasNoHue(boolean weighted) {
    float[] expected = {0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0};
    assertArrayEquals(expected, fours(weighted, FormulaImages.oneColour(0, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whiteHasNoHueAndAllValue(boolean weighted) {
    float[] expected = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1};
    assertArrayEquals(expected, fours(weighted, FormulaImages.oneColour(255, 255, 255)));
  }

  /** 128 / 255 is just above the middle. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void greyHasNoHueAndSomeValue(boolean weighted) {
    float[] expected = {0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0};
    assertArrayEquals(expected, fours(weighted, FormulaImages.oneColour(128, 128, 128)));
  }

  /**
   * (50, 200, 100): hue 2 + 50 / 150 of 6, 140 degrees, in the second of 4; saturation 150 / 200,
   * the start of the fourth; value 200 / 255 = 0.78, in the fourth.
   */
  @Test
  void oneColourFillsOneBinOfEach() {
    byte[] image = FormulaImages.oneColour(50, 200, 100);
    float[] expected = {0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1};
    assertArrayEquals(expected, fours(false, image));
    expected[1] = 0.75f;
    assertArrayEquals(expected, fours(true, image));
  }

  /** Bins of Java's conversion, of pixels that are not near a bound between two. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 32})
  void isJavasConversionCounted(int cell) {
    byte[] image = FormulaImages.smooth();
    HsvHistogram settings = new HsvHistogram(ImageShape.CIFAR, 7, 5, 3, List.of(cell), true);
    int side = 32 / cell;
    double[] expected = new double[settings.size()];
    for (int k = 0; k < 1024; k++) {
      int start = (k / 32 / cell * side + k % 32 / cell) * 15;
      int blue = image[k + 2048] & 0xFF;
      float[] hsv = Color.RGBtoHSB(image[k] & 0xFF, image[k + 1024] & 0xFF, blue, null);
      expected[start + bin(hsv[0], 7)] += hsv[1] / (cell * cell);
      expected[start + 7 + bin(hsv[1], 5)] += 1.0 / (cell * cell);
      expected[start + 12 + bin(hsv[2], 3)] += 1.0 / (cell * cell);
    }
    float[] found = Extract.of(settings, image);
    for (int k = 0; k < found.length; k++) {
      assertEquals(expected[k], found[k], 1e-6, "value " + k);
    }
  }

  /** Java's floats may fall short of a bound that a value is on. */
  private static int bin(float value, int bins) {
    return Math.min((int) (value * bins + 1e-5), bins - 1);
  }

  /** Saturation k / 8 and value 255 k / 5: each is the lower end of a range. */
  @Test
  void aRangeIncludesItsLowerEnd() {
    for (int k = 0; k <= 8; k++) {
      byte[] image = FormulaImages.oneColour(240, 240 - 30 * k, 240 - 30 * k);
      float[] expected = new float[8];
      expected[Math.min(k, 7)] = 1;
      HsvHistogram saturation = new HsvHistogram(ImageShape.CIFAR, 0, 8, 0, List.of(32), false);
      assertArrayEquals(expected, Extract.of(saturation, image));
    }
    for (int k = 0; k <= 5; k++) {
      float[] expected = new float[5];
      expected[Math.min(k, 4)] = 1;
      byte[] image = FormulaImages.oneColour(51 * k, 0, 51 * k);
      HsvHistogram value = new HsvHistogram(ImageShape.CIFAR, 0, 0, 5, List.of(32), false);
      assertArrayEquals(expected, Extract.of(value, image));
    }
  }

  /** Yellow, at 60 degrees, is the lower end of the second of six. */
  @Test
  void hueAlone() {
    HsvHistogram hue = new HsvHistogram(ImageShape.CIFAR, 6, 0, 0, List.of(32), false);
    assertArrayEquals(
        new float[] {0, 1, 0, 0, 0, 0}, Extract.of(hue, FormulaImages.oneColour(9, 9, 0)));
  }

  /** Left half red, right half black, in two by two cells and as a whole. */
  @Test
  void cellsStandRowByRowAndSizesInTurn() {
    byte[] image = FormulaImages.of((c, y, x) -> c == 0 && x < 16 ? 255 : 0);
    HsvHistogram settings = new HsvHistogram(ImageShape.CIFAR, 1, 1, 2, List.of(16, 32), false);
    float[] red = {1, 1, 0, 1};
    float[] black = {0, 1, 1, 0};
    float[] found = Extract.of(settings, image);
    assertEquals(20, found.length);
    assertArrayEquals(red, Arrays.copyOfRange(found, 0, 4));
    assertArrayEquals(black, Arrays.copyOfRange(found, 4, 8));
    assertArrayEquals(red, Arrays.copyOfRange(found, 8, 12));
    assertArrayEquals(black, Arrays.copyOfRange(found, 12, 16));
    assertArrayEquals(new float[] {0.5f, 1, 0.5f, 0.5f}, Arrays.copyOfRange(found, 16, 20));
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 8, 8, 8, 'HSV histogram: expected 0 to 256 bins of hue, found -1'",
    "8, 257, 8, 8, 'HSV histogram: expected 0 to 256 bins of saturation, found 257'",
    "8, 8, -2, 8, 'HSV histogram: expected 0 to 256 bins of value, found -2'",
    "0, 0, 0, 8, 'HSV histogram: expected bins of hue, saturation or value, found none of each'",
    "8, 8, 8, 6, 'HSV histogram: expected cells of a size that divides 32 (1, 2, 4, 8, 16, 32), found 6 in [6]'"
  })
  void refusesWhatDoesNotFit(int hue, int saturation, int value, int cell, String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new HsvHistogram(ImageShape.CIFAR, hue, saturation, value, List.of(cell), true));
    assertEquals(message, error.getMessage());
  }

  @Test
  void refusesImagesWithoutColours() {
    ImageShape grey = new ImageShape(1, 28, 28);
    List<Integer> whole = List.of(28);
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new HsvHistogram(grey, 4, 4, 4, whole, false));
    assertEquals("HSV: expected images of 3 channels, found 1", error.getMessage());
  }

  /** Rows of pixels of two values; 4 rows of 3 cells, of which each has the rows that it covers. */
  @Test
  void cellsOfImagesThatAreNotSquareStandRowByRow() {
    ImageShape shape = new ImageShape(3, 8, 6);
    byte[] image = new byte[shape.bytes()];
    for (int k = 0; k < image.length; k++) {
      image[k] = (byte) (k % 6 / 2 == 1 && k % 48 / 12 == 2 ? 255 : 0);
    }
    float[] found = Extract.of(new HsvHistogram(shape, 0, 0, 2, List.of(2), false), image);
    float[] expected = new float[24];
    for (int cell = 0; cell < 12; cell++) {
      expected[2 * cell + (cell == 7 ? 1 : 0)] = 1;
    }
    assertArrayEquals(expected, found);
  }
}
