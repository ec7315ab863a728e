package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

class CentreSquareTest {
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
    assertArrayEquals(image, CentreSquare.of(new Pixels(values)));
  }

  /**
   * Each pixel is split into 32 x 32 equal ones; then each output is the plain mean of as many as a
   * side has pixels, both ways.
   */
  @ParameterizedTest
  @CsvSource({"48,48", "33,33", "64,32", "100,40", "41,77", "32,500"})
  void averagesByArea(int width, int height) {
    Pixels picture = Pixels.random(width, height);
    byte[] image = CentreSquare.of(picture);
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
    byte[] image = CentreSquare.of(picture);
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
    byte[] image = CentreSquare.of(picture);
    for (int at = 0; at < 1024; at++) {
      assertEquals(20, found(image, at % 32, at / 32, 0));
    }
  }
}
