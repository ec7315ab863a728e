package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.ChiSquare;

class AugmentationTest {
  private static final int ROWS = 200;
  private static final int ITERATIONS = 200;

  private static void assertUniform(int[] counts) {
    double found = ChiSquare.ofEqualShares(counts);
    assertTrue(found < ChiSquare.bound(counts.length), "chi-square " + found);
  }

  /** Also of flips in a row, along rows and along iterations. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, -5, 1L << 40})
  void halfOfTheImagesAreFlippedWithoutAPattern(long seed) {
    Augmentation augmentation = new Augmentation(seed, FlipKind.RANDOM, 0, Padding.REFLECT);
    int[] alongRows = new int[4];
    int[] alongIterations = new int[4];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int row = 0; row < ROWS; row++) {
        int first = augmentation.flips(2L * iteration, 0, 2 * row) ? 2 : 0;
        alongRows[first + (augmentation.flips(2L * iteration, 0, 2 * row + 1) ? 1 : 0)]++;
        alongIterations[first + (augmentation.flips(2L * iteration + 1, 0, 2 * row) ? 1 : 0)]++;
      }
    }
    assertUniform(alongRows);
    assertUniform(alongIterations);
  }

  /** At random in epoch 0, in every other one as there, in the others the other way. */
  @Test
  void alternatingFlipsTurnEveryImageInEveryEpoch() {
    Augmentation augmentation = new Augmentation(7, FlipKind.ALTERNATING, 0, Padding.REFLECT);
    int[] pairs = new int[4];
    for (int row = 0; row < 20_000; row++) {
      boolean first = augmentation.flips(0, 0, row);
      for (long epoch : new long[] {0, 1, 2, 3, 98, 1_000_001}) {
        boolean even = epoch % 2 == 0;
        assertEquals(even ? first : !first, augmentation.flips(17 * epoch + row, epoch, row));
      }
      pairs[row % 2 * 2 + (first ? 1 : 0)]++;
    }
    assertUniform(pairs);
  }

  /** Down and right are independent of each other, and of flips. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void everyOffsetIsAsLikelyAsAnyOther(int padding) {
    Augmentation augmentation = new Augmentation(7, FlipKind.RANDOM, padding, Padding.REFLECT);
    int offsets = 2 * padding + 1;
    int[] counts = new int[offsets * offsets * 2];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int row = 0; row < ROWS; row++) {
        int down = augmentation.down(iteration, row) + padding;
        int right = augmentation.right(iteration, row) + padding;
        assertTrue(down >= 0 && down < offsets && right >= 0 && right < offsets);
        int flip = augmentation.flips(iteration, 0, row) ? 1 : 0;
        counts[(down * offsets + right) * 2 + flip]++;
      }
    }
    assertUniform(counts);
  }

  @Test
  void drawsAreAFunctionOfSeedIterationAndRow() {
    Augmentation one = new Augmentation(3, FlipKind.RANDOM, 31, Padding.REFLECT);
    Augmentation same = new Augmentation(3, FlipKind.RANDOM, 31, Padding.REFLECT);
    Augmentation other = new Augmentation(4, FlipKind.RANDOM, 31, Padding.REFLECT);
    int different = 0;
    for (int row = 1000; row > 0; row--) {
      assertEquals(one.flips(8, 0, row), same.flips(8, 0, row));
      assertEquals(one.down(8, row), same.down(8, row));
      assertEquals(one.right(8, row), same.right(8, row));
      different += one.down(8, row) == other.down(8, row) ? 0 : 1;
    }
    assertTrue(different > 900, "of 1000 offsets with another seed differ " + different);
  }

  /** Rows beyond 16 bits and iterations beyond 31 have draws of their own. */
  @Test
  void largeRowsAndIterationsDoNotRepeatSmallOnes() {
    Augmentation augmentation = new Augmentation(3, FlipKind.NONE, 31, Padding.REFLECT);
    int same = 0;
    for (int i = 0; i < 1000; i++) {
      int drawn = augmentation.down(i, i);
      same += drawn == augmentation.down(i, i + (1 << 16)) ? 1 : 0;
      same += drawn == augmentation.down(i + (1L << 31), i) ? 1 : 0;
      same += drawn == augmentation.down(i, Integer.MAX_VALUE - i) ? 1 : 0;
    }
    assertTrue(same < 100, "of 3000 offsets are the same " + same);
  }

  /** A crop alone, a flip alone, and a crop that is flipped, by a loop over single pixels. */
  @Test
  void cropsThenFlips() {
    byte[] pixels = new byte[5 + 3072];
    new Random(1).nextBytes(pixels);
    for (Augmentation augmentation :
        new Augmentation[] {
          new Augmentation(1, FlipKind.RANDOM, 0, Padding.REFLECT),
          new Augmentation(1, FlipKind.NONE, 5, Padding.REFLECT),
          new Augmentation(1, FlipKind.RANDOM, 5, Padding.REFLECT)
        }) {
      byte[] out = new byte[3072];
      for (int row = 0; row < 20; row++) {
        augmentation.apply(ImageShape.CIFAR, pixels, 5, 6, 0, row, out);
        for (int k = 0; k < 3072; k++) {
          int x = augmentation.flips(6, 0, row) ? 31 - k % 32 : k % 32;
          int sourceX = reflected(x + augmentation.right(6, row));
          int sourceY = reflected(k % 1024 / 32 + augmentation.down(6, row));
          assertEquals(pixels[5 + k / 1024 * 1024 + sourceY * 32 + sourceX], out[k]);
        }
      }
    }
  }

  /** A crop with zeros is that with reflected pixels, but for what is not of the image. */
  @Test
  void cropsAtTheSamePlacesWhateverItPadsWith() {
    byte[] pixels = new byte[3072];
    Arrays.fill(pixels, (byte) 7);
    Augmentation zeros = new Augmentation(1, FlipKind.NONE, 5, Padding.ZERO);
    byte[] out = new byte[3072];
    for (int row = 0; row < 20; row++) {
      zeros.apply(ImageShape.CIFAR, pixels, 0, 6, 0, row, out);
      for (int k = 0; k < 3072; k++) {
        int x = k % 32 + zeros.right(6, row);
        int y = k % 1024 / 32 + zeros.down(6, row);
        assertEquals(x < 0 || x > 31 || y < 0 || y > 31 ? 0 : 7, out[k]);
      }
    }
  }

  private static int reflected(int at) {
    if (at < 0) {
      return -at;
    }
    return at > 31 ? 62 - at : at;
  }

  @Test
  void flipsAndCropsOnlyWhereAsked() {
    Augmentation flips = new Augmentation(1, FlipKind.RANDOM, 0, Padding.REFLECT);
    Augmentation crops = new Augmentation(1, FlipKind.NONE, 2, Padding.REFLECT);
    for (int row = 0; row < 100; row++) {
      assertEquals(0, flips.down(0, row));
      assertEquals(0, flips.right(0, row));
      assertFalse(crops.flips(0, 0, row));
      assertFalse(Augmentation.NONE.flips(0, 0, row));
    }
    assertFalse(flips.isNone());
    assertFalse(crops.isNone());
    assertTrue(Augmentation.NONE.isNone());
  }

  @Test
  void noneLeavesImagesAsTheyAre() {
    byte[] pixels = new byte[3072];
    new Random(4).nextBytes(pixels);
    byte[] out = new byte[3072];
    Augmentation.NONE.apply(ImageShape.CIFAR, pixels, 0, 1, 0, 2, out);
    assertArrayEquals(pixels, out);
  }

  @Test
  void refusesANegativePadding() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Augmentation(1, FlipKind.NONE, -1, Padding.REFLECT));
    assertEquals(
        "augmentation: expected a padding of 0 pixels or more, found -1", error.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1, 32, 32, 31", "3, 28, 20, 19", "1, 1, 9, 0"})
  void refusesPaddingsThatCannotBeReflected(int channels, int height, int width, int largest) {
    ImageShape image = new ImageShape(channels, height, width);
    new Augmentation(1, FlipKind.NONE, largest, Padding.REFLECT).requireFit(image);
    Augmentation farther = new Augmentation(1, FlipKind.NONE, largest + 1, Padding.REFLECT);
    byte[] pixels = new byte[image.bytes()];
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> farther.at(0, row -> 0).of(image, pixels, 0, 7));
    assertEquals(
        "augmentation: expected a padding of 0 to %d pixels for images of %d x %d, found %d"
            .formatted(largest, height, width, largest + 1),
        error.getMessage());
  }

  /** One variation of images of two shapes, one after the other. */
  @Test
  void variesImagesOfAnyShape() {
    Variation flipped = new Augmentation(1, FlipKind.RANDOM, 0, Padding.REFLECT).at(0, row -> 0);
    int row = 0;
    while (!flipped.mirrors(row)) {
      row++;
    }
    assertArrayEquals(
        new byte[] {3, 2, 1, 6, 5, 4},
        flipped.of(new ImageShape(1, 2, 3), new byte[] {9, 1, 2, 3, 4, 5, 6}, 1, row));
    assertArrayEquals(
        new byte[] {2, 1, 4, 3, 6, 5},
        flipped.of(new ImageShape(3, 1, 2), new byte[] {9, 1, 2, 3, 4, 5, 6}, 1, row));
  }
}
