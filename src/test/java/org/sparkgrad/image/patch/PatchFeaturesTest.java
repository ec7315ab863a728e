package org.sparkgrad.image.patch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sparkgrad.RandomFloats.random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.image.Extract;
import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.linalg.Projection;

class PatchFeaturesTest {
  private static final int FILTERS = 37;

  private static Patches patches(
      int size, int stride, int regions, PatchCoding coding, boolean mirrors) {
    return new Patches(
        new PatchGrid(size, stride),
        regions,
        coding,
        0.25,
        mirrors,
        new DictionarySettings(DictionaryKind.RANDOM, FILTERS, 50, 1, 10, 0.1, 1));
  }

  /** Numbers made up, so that every term of the formulas counts. */
  private static PatchDictionary dictionary(int size) {
    int length = 3 * size * size;
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
  @EnumSource
  void anImageAndItsMirrorImageHaveTheSameBitsIfBothAreAdded(PatchCoding coding) {
    Patches patches = patches(6, 1, 2, coding, true);
    byte[] image = TinyBlocks.image(2);
    assertArrayEquals(
        features(patches, dictionary(6), image),
        features(patches, dictionary(6), PlainPatches.mirror(image)));
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
