package org.sparkgrad.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.sparkgrad.image.ImageShape;

class FeatureScalingTest {
  @Test
  void pixelsAreUnsignedAndOnOneLineEach() {
    FeatureScaling scaling =
        new FeatureScaling(new float[] {1, 2, 0.5f, -1}, new float[] {0, 1, -8, 255});
    byte[] pixels = {0, 127, (byte) 128, (byte) 255};
    float[] out = new float[4];
    scaling.apply(pixels, 0, out, 0);
    assertArrayEquals(new float[] {0, 255, 56, 0}, out);
  }

  @Test
  void readsAndWritesAtItsOffsetsAlone() {
    FeatureScaling scaling = new FeatureScaling(new float[] {10, 10}, new float[] {0, 0});
    float[] out = {-1, -1, -1, -1, -1};
    scaling.apply(new byte[] {1, 2, 3, 4, 5}, 2, out, 1);
    assertArrayEquals(new float[] {-1, 30, 40, -1, -1}, out);
  }

  /** In exact arithmetic 255 * 0x1.000002p0f - 255 = 255 * 2^-23; two roundings would differ. */
  @Test
  void roundsOnce() {
    float[] out = new float[1];
    new FeatureScaling(new float[] {0x1.000002p0f}, new float[] {-255})
        .apply(new byte[] {(byte) 255}, 0, out, 0);
    assertEquals(255 * 0x1p-23f, out[0]);
  }

  @Test
  void countsItsFeatures() {
    assertEquals(3, new FeatureScaling(new float[3], new float[3]).features());
  }

  @Test
  void scalesAndOffsetsMustBeAsMany() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new FeatureScaling(new float[3], new float[2]));
    assertEquals(
        "feature scaling: expected as many offsets as scales, found 3 scales and 2 offsets",
        error.getMessage());
  }

  @Test
  void anImageIsChannelMajor() {
    assertEquals(3072, ImageShape.CIFAR.bytes());
    assertEquals(1024, ImageShape.CIFAR.plane());
  }
}
