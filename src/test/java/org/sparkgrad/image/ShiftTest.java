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

class ShiftTest {
  private static byte[] noise(int length) {
    byte[] pixels = new byte[length];
    new Random(length).nextBytes(pixels);
    return pixels;
  }

  /** Pads by p pixels, each taken by walking back and forth along the axis, then crops. */
  private static byte[] padAndCrop(byte[] image, int padding, int top, int left) {
    int side = 32 + 2 * padding;
    byte[][][] padded = new byte[3][side][side];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          padded[c][y][x] = image[c * 1024 + walk(y - padding) * 32 + walk(x - padding)];
        }
      }
    }
    byte[] crop = new byte[3072];
    for (int k = 0; k < 3072; k++) {
      crop[k] = padded[k / 1024][top + k % 1024 / 32][left + k % 32];
    }
    return crop;
  }

  /** From 0 so many steps, turning round at 0 and 31. */
  private static int walk(int steps) {
    int at = 0;
    int direction = steps < 0 ? -1 : 1;
    for (int step = 0; step < Math.abs(steps); step++) {
      if (at + direction < 0 || at + direction > 31) {
        direction = -direction;
      }
      at += direction;
    }
    return at;
  }

  private static byte[] shift(byte[] image, int down, int right) {
    byte[] out = new byte[3072];
    Shift.apply(ImageShape.CIFAR, image, 0, down, right, Padding.REFLECT, out);
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 31})
  void isTheCropOfThePaddedImage(int padding) {
    byte[] image = noise(3072);
    int step = padding == 31 ? 7 : 1;
    for (int top = 0; top <= 2 * padding; top += step) {
      for (int left = 0; left <= 2 * padding; left += step) {
        assertArrayEquals(
            padAndCrop(image, padding, top, left), shift(image, top - padding, left - padding));
      }
    }
    assertArrayEquals(padAndCrop(image, padding, 0, 2 * padding), shift(image, -padding, padding));
  }

  /** Each pixel of an image in a frame of zeros, itself without any zero. */
  @ParameterizedTest
  @CsvSource({"0,0", "2,3", "-1,1", "5,-4", "-31,31", "31,-31", "0,-2", "7,0"})
  void showsZerosBeyondTheEdge(int down, int right) {
    byte[] image = noise(3072);
    for (int k = 0; k < image.length; k++) {
      image[k] |= 1;
    }
    byte[] found = new byte[3072];
    Arrays.fill(found, (byte) 9);
    Shift.apply(ImageShape.CIFAR, image, 0, down, right, Padding.ZERO, found);
    for (int k = 0; k < 3072; k++) {
      int y = k % 1024 / 32 + down;
      int x = k % 32 + right;
      boolean inside = y >= 0 && y < 32 && x >= 0 && x < 32;
      assertEquals(inside ? image[k / 1024 * 1024 + y * 32 + x] : 0, found[k], "pixel " + k);
    }
  }

  /** The image counts its columns; by hand. */
  @ParameterizedTest
  @CsvSource({
    "0, '0 1 2', '29 30 31'",
    "2, '2 3 4', '31 30 29'",
    "-2, '2 1 0', '27 28 29'",
    "31, '31 30 29', '2 1 0'",
    "-31, '31 30 29', '2 1 0'"
  })
  void reflectsWithoutRepeatingTheEdge(int right, String first, String last) {
    byte[] image = new byte[3072];
    for (int k = 0; k < 3072; k++) {
      image[k] = (byte) (k % 32);
    }
    byte[] shifted = shift(image, 0, right);
    assertEquals(first, shifted[0] + " " + shifted[1] + " " + shifted[2]);
    assertEquals(last, shifted[3069] + " " + shifted[3070] + " " + shifted[3071]);
  }

  @Test
  void readsFromItsOffsetAndLeavesTheSourceAlone() {
    byte[] pixels = noise(3072 + 9);
    byte[] before = pixels.clone();
    byte[] found = new byte[3072];
    Shift.apply(ImageShape.CIFAR, pixels, 9, -3, 4, Padding.REFLECT, found);
    assertArrayEquals(shift(Arrays.copyOfRange(pixels, 9, 9 + 3072), -3, 4), found);
    assertArrayEquals(before, pixels);
  }

  /** Two channels of 5 rows and 7 columns, moved as far as a reflection reaches. */
  @Test
  void reflectsImagesOfAnyShape() {
    ImageShape shape = new ImageShape(2, 5, 7);
    byte[] image = noise(70);
    byte[] found = new byte[70];
    for (int down = -4; down <= 4; down++) {
      for (int right = -6; right <= 6; right++) {
        Shift.apply(shape, image, 0, down, right, Padding.REFLECT, found);
        for (int k = 0; k < 70; k++) {
          int y = reflected(k % 35 / 7 + down, 5);
          int x = reflected(k % 7 + right, 7);
          assertEquals(image[k / 35 * 35 + y * 7 + x], found[k], down + ", " + right);
        }
      }
    }
  }

  private static int reflected(int at, int side) {
    return at < 0 ? -at : at < side ? at : 2 * (side - 1) - at;
  }

  @ParameterizedTest
  @CsvSource({"5,0", "-5,0", "0,7", "0,-7"})
  void refusesWhatNoReflectionReaches(int down, int right) {
    ImageShape shape = new ImageShape(1, 5, 7);
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Shift.apply(shape, new byte[35], 0, down, right, Padding.REFLECT, new byte[35]));
    assertEquals(
        "shift: expected less than the 5 rows and 7 columns of an image, found %d and %d"
            .formatted(down, right),
        error.getMessage());
    assertEquals(4, Shift.largest(shape));
  }
}
