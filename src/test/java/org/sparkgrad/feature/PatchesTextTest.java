package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.CifarShape;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.patch.DictionaryKind;
import org.sparkgrad.image.patch.DictionarySettings;
import org.sparkgrad.image.patch.PatchCoding;
import org.sparkgrad.image.patch.PatchGrid;
import org.sparkgrad.image.patch.Patches;

/** The source {@code patches} of feature strings. */
class PatchesTextTest {
  private static final String DEFAULTS =
      "patches(size=6,stride=1,regions=2,filters=1600,dictionary=omp-1,rounds=10,coding=threshold,"
          + "threshold=0.25,mirrors=false,sample=100000,contrast=10,whitening=0.1,seed=1)";

  private static List<Patches> patches(String text) {
    return CifarShape.features(text).patches();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"patches", "patches()", "patches(filters=1600, whitening=1e-1)", DEFAULTS})
  void defaultsAreThoseOfCoatesAndNg(String text) {
    assertEquals(
        List.of(
            new Patches(
                new PatchGrid(ImageShape.CIFAR, 6, 1),
                2,
                PatchCoding.THRESHOLD,
                0.25,
                false,
                new DictionarySettings(DictionaryKind.OMP_1, 1600, 100_000, 10, 10, 0.1, 1))),
        patches(text));
    assertEquals(DEFAULTS, CifarShape.features(text).toString());
  }

  @Test
  void optionsThatAreNotReadAreNotPrinted() {
    assertEquals(
        "patches(size=8,stride=2,regions=3,filters=9,dictionary=random,coding=triangle,"
            + "mirrors=true,sample=99,contrast=0.5,whitening=0.1,seed=-7)",
        CifarShape.features(
                "patches(seed=-7,mirrors=true,coding=triangle,dictionary=random,filters=9,"
                    + "stride=2,size=8,regions=3,sample=99,contrast=0.5)")
            .toString());
  }

  /** 2 x 2 regions of two codes of 1,600 filters; 3 x 3 regions of one code of 10. */
  @Test
  void severalStandBesideOtherSources() {
    FeaturePipeline pipeline =
        CifarShape.features(
            "patches+hsv+patches(coding=triangle,dictionary=k-means,filters=10,regions=3)|standardize");
    assertEquals(12_800 + 30 + 90, pipeline.size());
    assertEquals(2, pipeline.patches().size());
  }

  @Test
  void dictionariesMustBeFitted() {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> CifarShape.features("hog+patches").extracted());
    assertTrue(
        error.getMessage().endsWith("expected 1 fitted dictionaries, found 0"), error.getMessage());
  }

  /** Characters count from 1. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Values.
        "patches(size=six);        expected a whole number, found 'six'; 14",
        "patches(filters=1.5);     expected a whole number, found '1.5'; 17",
        "patches(seed=x);          expected a whole number, found 'x'; 14",
        "patches(threshold=low);   expected a number, found 'low'; 19",
        "patches(contrast=);       expected a number, found ''; 18",
        "patches(mirrors=1);       expected one of false, true, found '1'; 17",
        "patches(coding=soft);     expected one of threshold, triangle, found 'soft'; 16",
        "patches(dictionary=dct);  expected one of random, k-means, omp-1, found 'dct'; 20",
        "patches(width=6);         expected one of size, stride, regions, filters, dictionary, rounds, coding, threshold, mirrors, sample, contrast, whitening, seed, found 'width'; 9",
        // Values that are read in other cases alone.
        "patches(dictionary=random,rounds=5); expected no rounds but with a dictionary other than random, found rounds=5; 34",
        "patches(coding=triangle,dictionary=random,threshold=0.5); expected no threshold but with coding=threshold, found threshold=0.5; 53",
        // Values that do not go with each other or the image.
        "patches(size=33);         patches: expected a size of 1 to the 32 pixels of an image's side, found 33; 1",
        "hog+patches(size=0);      patches: expected a size of 1 to the 32 pixels of an image's side, found 0; 5",
        "patches(stride=4);        patches: expected a stride that divides the 26 pixels beside a patch of 6, found 4; 1",
        "patches(stride=0);        patches: expected a stride that divides the 26 pixels beside a patch of 6, found 0; 1",
        "patches(regions=28);      patches: expected 1 to 27 regions, as many as positions along a side, found 28; 1",
        "patches(regions=0);       patches: expected 1 to 27 regions, as many as positions along a side, found 0; 1",
        "patches(filters=0);       patches: expected filters of at least 1, found 0; 1",
        "patches(rounds=0);        patches: expected rounds of at least 1, found 0; 1",
        "patches(sample=1599);     patches: expected a sample of at least the 1600 filters, found 1599; 1",
        "patches(sample=2000000);  patches: expected a sample of at most 1242756 patches of 108 values, found 2000000; 1",
        "patches(contrast=0);      patches: expected contrast above 0, found 0.0; 1",
        "patches(whitening=NaN);   expected a number, found 'NaN'; 19",
        "patches(whitening=-1);    patches: expected whitening above 0, found -1.0; 1",
        "patches(threshold=-0.1);  patches: expected a threshold of 0 or more, found -0.1; 1",
        "patches(coding=triangle); patches: expected a dictionary of random or k-means for coding=triangle, found omp-1; 1",
        "patches(filters=5001);    expected at most 40000 values per row, found 40008; 1",
        "patches(size=1,filters=40000000,sample=40000000,regions=32); patches: expected at most 2147483647 values, found 81920000000; 1",
      })
  void namesEveryKindOfMistakeWithItsPlace(String text, String message, int place) {
    var error = assertThrows(IllegalArgumentException.class, () -> CifarShape.features(text));
    assertEquals("%s at character %d of '%s'".formatted(message, place, text), error.getMessage());
  }
}
