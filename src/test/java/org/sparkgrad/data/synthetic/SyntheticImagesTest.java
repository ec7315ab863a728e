package org.sparkgrad.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparkgrad.image.ImageShape;

class SyntheticImagesTest {
  private static final SyntheticImages IMAGES = new SyntheticImages(3);

  private static byte[] drawn(int label, int row) {
    byte[] image = new byte[3072];
    IMAGES.draw(label, 1, row, image, 0);
    return image;
  }

  @Test
  void areAsDrawnInTheirOwnShape() {
    assertArrayEquals(drawn(4, 7), IMAGES.draw(4, 1, 7, ImageShape.CIFAR));
  }

  /** Twice as small: the luma of four pixels. */
  @Test
  void areGreyAndSmallerIfAsked() {
    byte[] image = drawn(4, 7);
    byte[] found = IMAGES.draw(4, 1, 7, new ImageShape(1, 16, 16));
    for (int at = 0; at < 256; at++) {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        int pixel = (at / 16 * 2 + k / 2) * 32 + at % 16 * 2 + k % 2;
        sum += 0.299 * (image[pixel] & 0xFF);
        sum += 0.587 * (image[1024 + pixel] & 0xFF);
        sum += 0.114 * (image[2048 + pixel] & 0xFF);
      }
      assertEquals(sum / 4, found[at] & 0xFF, 0.5001);
    }
  }

  @Test
  void haveAnySize() {
    assertEquals(3 * 48 * 40, IMAGES.draw(0, 0, 0, new ImageShape(3, 48, 40)).length);
    assertEquals(784, IMAGES.draw(0, 0, 0, new ImageShape(1, 28, 28)).length);
  }
}
