package org.sparkgrad.image.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkgrad.RandomFloats.random;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.linalg.Projection;

class PatchFeaturesTest {
  private static final int FILTERS = 37;

  private static Patches patches(
      int size, int stride, int regions, PatchCoding coding, boolean mirrors) {
    return patches(new PatchGrid(ImageShape.CIFAR, size, stride), regions, coding, mirrors);
  }

  private static Patches patches(PatchGrid grid, int regions, PatchCoding coding, boolean mirrors) {
    return new Patches(
        grid,
        regions,
        coding,
        0.25,
        mirrors,
        new DictionarySettings(DictionaryKind.RANDOM, FILTERS, 50, 1, 10, 0.1, 1));
  }

  /** Numbers made up, so that every term of the formulas counts. */
  private static PatchDictionary dictionary(int size) {
    return dictionaryOf(3 * size * size);
  }

  private static PatchDictionary dictionaryOf(int length) {
    float[] whitening = random(length * length, 2);
    for (int i = 0; i < whitening.length; i++) {
      whitening[i] /= (float) Math.sqrt(length);
    }
    return new PatchDictionary(
        new Projection(random(length, 1), whitening), random(FILTERS * length, 3));
  }

  private static float[] features(Patches patches, PatchDictionary dictionary, byte[] image) {
    return Extract.of(new PatchFeatures(patches, () -> dictionary), image);
  }

  private static void assertNear(double[] expected, float[] found) {
    assertEquals(expected.length, found.length);
    for (int k = 0; k < found.length; k++) {
      assertEquals(expected[k], found[k], 2e-5 * Math.abs(expected[k]) + 2e-3, "value " + k);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6, 1, 2, THRESHOLD, false",
    "6, 1, 2, TRIANGLE, true",
    "6, 2, 3, THRESHOLD, true",
    "6, 13, 1, TRIANGLE, false",
    "8, 4, 4, THRESHOLD, false",
    "1, 31, 2, THRESHOLD, false",
    "3, 1, 29, TRIANGLE, false",
    "5, 27, 1, THRESHOLD, true",
    "32, 1, 1, TRIANGLE, false"
  })
  void agreesWithPlainLoopsInDoubles(
      int size, int stride, int regions, PatchCoding coding, boolean mirrors) {
    Patches patches = patches(size, stride, regions, coding, mirrors);
    PatchDictionary dictionary = dictionary(size);
    byte[] image = TinyBlocks.image(5);
    assertNear(
        new PlainPatches(patches, dictionary).of(image), features(patches, dictionary, image));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 28, 28, 6, 2, 2, THRESHOLD, true",
    "3, 24, 16, 4, 4, 3, TRIANGLE, false",
    "1, 9, 17, 3, 1, 4, THRESHOLD, true",
    "2, 17, 9, 5, 2, 3, TRIANGLE, true"
  })
  void agreesWithPlainLoopsOnImagesOfAnyShape(
      int channels,
      int height,
      int width,
      int size,
      int stride,
      int regions,
      PatchCoding coding,
      boolean mirrors) {
    ImageShape shape = new ImageShape(channels, height, width);
    Patches patches = patches(new PatchGrid(shape, size, stride), regions, coding, mirrors);
    PatchDictionary dictionary = dictionaryOf(channels * size * size);
    byte[] image = new byte[shape.bytes()];
    new Random(height).nextBytes(image);
    assertNear(
        new PlainPatches(patches, dictionary).of(image), features(patches, dictionary, image));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 28, 20, 21, 1, 'a size of 1 to the 20 pixels of an image''s side, found 21'",
    "1, 28, 20, 8, 5, 'a stride that divides the 12 pixels beside a patch of 8, found 5'",
    "1, 28, 28, 1, 1, 'patches of 2 to 3072 values, found 1 of size 1 in 1 channels'",
    "4, 64, 64, 28, 1, 'patches of 2 to 3072 values, found 3136 of size 28 in 4 channels'"
  })
  void refusesPatchesThatDoNotFit(
      int channels, int height, int width, int size, int stride, String message) {
    ImageShape shape = new ImageShape(channels, height, width);
    var error =
        assertThrows(IllegalArgumentException.class, () -> new PatchGrid(shape, size, stride));
    assertEquals("patches: expected " + message, error.getMessage());
  }

  @ParameterizedTest
  @EnumSource
  void anImageAndItsMirrorImageHaveTheSameBitsIfBothAreAdded(PatchCoding coding) {
    Patches patches = patches(6, 1, 2, coding, true);
    byte[] image = TinyBlocks.image(2);
    assertArrayEquals(
        features(patches, dictionary(6), image),
        features(patches, dictionary(6), PlainPatches.mirror(image, 32)));
  }

  @Test
  void valuesDoNotDependOnTheImageBefore() {
    PatchDictionary dictionary = dictionary(4);
    Patches patches = patches(4, 1, 2, PatchCoding.TRIANGLE, true);
    FeatureExtractor extractor = new PatchFeatures(patches, () -> dictionary).extractor();
    int size = patches.size();
    float[] out = new float[2 * size + 2];
    extractor.extract(TinyBlocks.image(1), 0, out, 1);
    extractor.extract(TinyBlocks.image(2), 0, out, 1 + size);
    float[] expected = new float[2 * size + 2];
    System.arraycopy(features(patches, dictionary, TinyBlocks.image(1)), 0, expected, 1, size);
    System.arraycopy(
        features(patches, dictionary, TinyBlocks.image(2)), 0, expected, 1 + size, size);
    assertArrayEquals(expected, out);
  }

  @Test
  void sizesFollowFromTheSettings() {
    assertEquals(4 * 2 * FILTERS, patches(6, 1, 2, PatchCoding.THRESHOLD, true).size());
    assertEquals(9 * FILTERS, patches(6, 2, 3, PatchCoding.TRIANGLE, false).size());
  }

  @Test
  void aDictionaryOfOtherFiltersIsRefused() {
    Patches patches = patches(6, 1, 2, PatchCoding.THRESHOLD, false);
    PatchDictionary other = dictionary(5);
    var error =
        assertThrows(
            IllegalArgumentException.class, new PatchFeatures(patches, () -> other)::extractor);
    assertEquals(
        "patches: expected a dictionary of 37 filters of 108 values, found 37 of 75",
        error.getMessage());
  }

  @Test
  void aWhiteningThatIsNotSquareIsRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new PatchDictionary(new Projection(new float[3], new float[6]), new float[3]));
    assertEquals(
        "dictionary of patches: expected a square whitening and filters of as many values,"
            + " found one of 2 x 3 and 3 values",
        error.getMessage());
  }
}
