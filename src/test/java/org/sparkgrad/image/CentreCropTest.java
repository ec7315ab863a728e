package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

class CentreCropTest {
  /** A picture from an array: values by row, column and channel. */
  private record Pixels(double[][][] values) implements RgbRows {
    static Pixels random(int width, int height) {
      Random random = new Random(width * 1000L + height);
      double[][][] values = new double[height][width][3];
      for (double[][] row : values) {
        for (double[] pixel : row) {
          for (int channel = 0; channel < 3; channel++) {
            pixel[channel] = random.nextInt(256);
          }
        }
      }
      return new Pixels(values);
    }

    @Override
    public int width() {
      return values[0].length;
    }

    @Override
    public int height() {
      return values.length;
    }

    @Override
    public void read(int y, double[] rgb) {
      for (int k = 0; k < rgb.length; k++) {
        rgb[k] = values[y][k / 3][k % 3];
      }
    }
  }

  private static int found(byte[] image, int x, int y, int channel) {
    return image[1024 * channel + 32 * y + x] & 0xFF;
  }

  @Test
  void leavesAnImageOfTheRightSizeAsItIs() {
    byte[] image = TinyCifar.image(3, 1);
    double[][][] values = new double[32][32][3];
    for (int k = 0; k < image.length; k++) {
      values[k % 1024 / 32][k % 32][k / 1024] = image[k] & 0xFF;
    }
    assertArrayEquals(image, CentreCrop.of(new Pixels(values), ImageShape.CIFAR));
  }

  /**
   * Each pixel is split into 32 x 32 equal ones; then each output is the plain mean of as many as a
   * side has pixels, both ways.
   */
  @ParameterizedTest
  @CsvSource({"48,48", "33,33", "64,32", "100,40", "41,77", "32,500"})
  void averagesByArea(int width, int height) {
    Pixels picture = Pixels.random(width, height);
    byte[] image = CentreCrop.of(picture, ImageShape.CIFAR);
    int side = Math.min(width, height);
    int left = 32 * (width - side) / 2;
    int top = 32 * (height - side) / 2;
    for (int at = 0; at < 1024; at += 7) {
      int x = at % 32;
      int y = at / 32;
      double sum = 0;
      for (int i = top + y * side; i < top + (y + 1) * side; i++) {
        for (int j = left + x * side; j < left + (x + 1) * side; j++) {
          sum += picture.values[i / 32][j / 32][1];
        }
      }
      assertEquals(sum / side / side, found(image, x, y, 1), 0.5001);
    }
  }

  /** Output x lies at (x + 0.5) side / 32 between pixels, which lie at their middles. */
  @ParameterizedTest
  @CsvSource({"16,16", "31,31", "2,2", "9,20", "1,1", "3,1"})
  void interpolatesBetweenPixelsOfASmallerPicture(int width, int height) {
    Pixels picture = Pixels.random(width, height);
    byte[] image = CentreCrop.of(picture, ImageShape.CIFAR);
    double side = Math.min(width, height);
    for (int at = 0; at < 1024; at++) {
      int row = at / 32;
      double x = (width - side) / 2 + (at % 32 + 0.5) * side / 32;
      double y = (height - side) / 2 + (row + 0.5) * side / 32;
      double expected = 0;
      for (int i = 0; i < height; i++) {
        for (int j = 0; j < width; j++) {
          expected += picture.values[i][j][2] * tent(x, j, width) * tent(y, i, height);
        }
      }
      assertEquals(expected, found(image, at % 32, at / 32, 2), 0.5001);
    }
  }

  /** Falls from 1 at a pixel's middle to 0 at its neighbours', and not towards the outside. */
  private static double tent(double at, int pixel, int pixels) {
    double inside = Math.max(0.5, Math.min(at, pixels - 0.5));
    return Math.max(0, 1 - Math.abs(inside - pixel - 0.5));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 41, 64})
  void takesTheMiddle(int width) {
    Pixels picture = Pixels.random(width, 32);
    for (double[][] row : picture.values) {
      for (int x = 0; x < width; x++) {
        boolean inside = x >= (width - 32) / 2 && x < (width + 33) / 2;
        row[x] = new double[] {inside ? 20 : 200, 30, 40};
      }
    }
    byte[] image = CentreCrop.of(picture, ImageShape.CIFAR);
    for (int at = 0; at < 1024; at++) {
      assertEquals(20, found(image, at % 32, at / 32, 0));
    }
  }

  /**
   * Every pixel of the picture is split into as many equal ones as the image has pixels along each
   * axis; each output is the mean luma of a rectangle of them.
   */
  @ParameterizedTest
  @CsvSource({
    "28, 28, 64, 48",
    "28, 28, 28, 90",
    "28, 28, 29, 28",
    "24, 16, 50, 50",
    "16, 24, 50, 50",
    "24, 16, 31, 100",
    "1, 1, 9, 4"
  })
  void ofOneChannelIsTheLumaOfTheLargestRectangle(int height, int width, int across, int down) {
    Pixels picture = Pixels.random(across, down);
    byte[] image = CentreCrop.of(picture, new ImageShape(1, height, width));
    assertEquals(height * width, image.length);
    // In units of 1 / (2 width height) of a pixel.
    long unit = 2L * width * height;
    boolean narrow = (long) across * height <= (long) down * width;
    long inWidth = narrow ? across * unit : down * unit * width / height;
    long inHeight = narrow ? across * unit * height / width : down * unit;
    for (int at = 0; at < image.length; at += 5) {
      long left = (across * unit - inWidth) / 2 + at % width * inWidth / width;
      long top = (down * unit - inHeight) / 2 + at / width * inHeight / height;
      double expected =
          lumaOf(picture, left, left + inWidth / width, top, top + inHeight / height, unit);
      assertEquals(expected, image[at] & 0xFF, 0.5001);
    }
  }

  private static double lumaOf(
      Pixels picture, long left, long right, long top, long bottom, long unit) {
    double sum = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double[] rgb = picture.values[y][x];
        double across = Math.min(right, (x + 1) * unit) - Math.max(left, x * unit);
        double down = Math.min(bottom, (y + 1) * unit) - Math.max(top, y * unit);
        double luma = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2];
        sum += luma * Math.max(0, across) * Math.max(0, down);
      }
    }
    return sum / (right - left) / (bottom - top);
  }

  /** By hand: a picture of 4 x 3 pixels, of which 2 x 3 or 4 x 2 are in the middle. */
  @Test
  void keepsTheProportionsOfTheImage() {
    double[][][] values = new double[3][4][3];
    for (int k = 0; k < 12; k++) {
      values[k / 4][k % 4] = new double[] {k, 100 + k, 200 + k};
    }
    assertArrayEquals(
        new byte[] {1, 2, 5, 6, 9, 10, 101, 102, 105, 106, 109, 110, -55, -54, -51, -50, -47, -46},
        CentreCrop.of(new Pixels(values), new ImageShape(3, 3, 2)));
    assertArrayEquals(
        new byte[] {2, 3, 4, 5, 6, 7, 8, 9, 102, 103, 104, 105, 106, 107, 108, 109},
        Arrays.copyOf(CentreCrop.of(new Pixels(values), new ImageShape(3, 2, 4)), 16));
  }

  @Test
  void ofWholeGreysAreTheseGreys() {
    double[][][] values = new double[16][16][3];
    for (int k = 0; k < 256; k++) {
      values[k / 16][k % 16] = new double[] {k, k, k};
    }
    byte[] image = CentreCrop.of(new Pixels(values), new ImageShape(1, 16, 16));
    for (int k = 0; k < 256; k++) {
      assertEquals(k, image[k] & 0xFF);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void makesGreyImagesAndColouredOnesAlone(int channels) {
    Pixels picture = Pixels.random(4, 4);
    ImageShape shape = new ImageShape(channels, 4, 4);
    var error = assertThrows(IllegalArgumentException.class, () -> CentreCrop.of(picture, shape));
    assertEquals(
        "resize picture: expected images of 1 or 3 channels, found " + channels,
        error.getMessage());
  }
}
