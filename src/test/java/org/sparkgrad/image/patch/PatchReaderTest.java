package org.sparkgrad.image.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.hog.FormulaImages;

class PatchReaderTest {
  /** Patches of one pixel: 20, 50 and 80 have mean 50 and variance (900 + 0 + 900) / 2. */
  @Test
  void subtractsTheMeanAndDividesByTheDeviation() {
    float[] out = new float[5];
    new PatchReader(new PatchGrid(ImageShape.CIFAR, 1, 1), 61)
        .read(FormulaImages.oneColour(20, 50, 80), 0, 7, 9, out, 1);
    double deviation = Math.sqrt(900 + 61);
    assertEquals(0, out[0]);
    assertEquals(-30 / deviation, out[1], 1e-6);
    assertEquals(0, out[2]);
    assertEquals(30 / deviation, out[3], 1e-6);
    assertEquals(0, out[4]);
  }

  @Test
  void greyPatchesAreZero() {
    float[] out = new float[108];
    new PatchReader(new PatchGrid(ImageShape.CIFAR, 6, 1), 10)
        .read(FormulaImages.oneColour(77, 77, 77), 0, 26, 26, out, 0);
    for (float value : out) {
      assertEquals(0, value);
    }
  }

  /** Pixel k of the image is k modulo 256; without the mean, the order is what is left. */
  @Test
  void planesStandOneAfterTheOtherAndRowByRow() {
    byte[] image = new byte[3072];
    for (int k = 0; k < image.length; k++) {
      image[k] = (byte) (k % 32 + (k / 32 % 32) * 3 + k / 1024 * 20);
    }
    float[] out = new float[12];
    new PatchReader(new PatchGrid(ImageShape.CIFAR, 2, 1), 1e-9).read(image, 0, 4, 5, out, 0);
    double[] expected = {0, 1, 3, 4, 20, 21, 23, 24, 40, 41, 43, 44};
    double mean = 22;
    double squares = 0;
    for (double value : expected) {
      squares += (value - mean) * (value - mean);
    }
    for (int k = 0; k < 12; k++) {
      assertEquals((expected[k] - mean) / Math.sqrt(squares / 11), out[k], 1e-6);
    }
  }
}
