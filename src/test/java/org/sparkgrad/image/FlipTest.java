package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlipTest {
  /** Green's last row counts up from 100, red's first pixel is 255; both are told by hand. */
  @Test
  void leftBecomesRightInEveryRowAndChannel() {
    byte[] image = new byte[3072];
    image[0] = (byte) 255;
    for (int x = 0; x < 32; x++) {
      image[2047 - 31 + x] = (byte) (100 + x);
    }
    byte[] expected = new byte[3072];
    expected[31] = (byte) 255;
    for (int x = 0; x < 32; x++) {
      expected[2047 - 31 + x] = (byte) (131 - x);
    }
    byte[] found = new byte[3072];
    Flip.apply(ImageShape.CIFAR, image, 0, found);
    assertArrayEquals(expected, found);
  }

  @Test
  void twiceIsTheImage() {
    byte[] image = new byte[3072];
    new Random(1).nextBytes(image);
    byte[] once = new byte[3072];
    byte[] twice = new byte[3072];
    Flip.apply(ImageShape.CIFAR, image, 0, once);
    Flip.apply(ImageShape.CIFAR, once, 0, twice);
    assertArrayEquals(image, twice);
    for (int k = 0; k < 3072; k++) {
      assertEquals(image[k / 32 * 32 + 31 - k % 32], once[k]);
    }
  }

  @Test
  void worksInPlace() {
    byte[] image = new byte[3072];
    new Random(2).nextBytes(image);
    byte[] expected = new byte[3072];
    Flip.apply(ImageShape.CIFAR, image, 0, expected);
    Flip.apply(ImageShape.CIFAR, image, 0, image);
    assertArrayEquals(expected, image);
  }

  @Test
  void readsFromItsOffsetAndLeavesTheSourceAlone() {
    byte[] pixels = new byte[3072 + 7 + 5];
    new Random(3).nextBytes(pixels);
    byte[] before = pixels.clone();
    byte[] expected = new byte[3072];
    Flip.apply(ImageShape.CIFAR, Arrays.copyOfRange(pixels, 7, 7 + 3072), 0, expected);
    byte[] found = new byte[3072];
    Flip.apply(ImageShape.CIFAR, pixels, 7, found);
    assertArrayEquals(expected, found);
    assertArrayEquals(before, pixels);
  }

  @ParameterizedTest
  @CsvSource({
    "1,1,1", "1,3,5", "3,2,7", "2,28,28", "1,5,8", "3,4,16", "1,3,24", "4,2,40", "3,9,31"
  })
  void flipsRowsOfAnyWidth(int channels, int height, int width) {
    ImageShape shape = new ImageShape(channels, height, width);
    byte[] pixels = new byte[3 + shape.bytes()];
    new Random(width).nextBytes(pixels);
    byte[] found = new byte[shape.bytes() + 1];
    Flip.apply(shape, pixels, 3, found);
    for (int k = 0; k < shape.bytes(); k++) {
      assertEquals(pixels[3 + k / width * width + width - 1 - k % width], found[k]);
    }
    assertEquals(0, found[shape.bytes()]);
    byte[] image = Arrays.copyOfRange(pixels, 3, pixels.length);
    Flip.apply(shape, image, 0, image);
    assertArrayEquals(Arrays.copyOf(found, image.length), image);
  }
}
