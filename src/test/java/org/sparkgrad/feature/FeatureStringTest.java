package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;

class FeatureStringTest {
  private static final DataShape GREY = DataShape.ofImages(new ImageShape(1, 28, 28), 10);
  private static final DataShape WIDE = DataShape.ofImages(new ImageShape(3, 16, 48), 4);
  private static final DataShape VECTORS = DataShape.ofVectors(17, 3);

  /** 28 / 7 cells a side; blocks of 2 with stride 1: 3 x 3 of 2 x 2 x 9 values. */
  @Test
  void theSameStringIsOfAnotherSizeOnOtherImages() {
    FeatureString hog = FeatureString.parse("hog(cell=7)");
    assertEquals(3 * 3 * 2 * 2 * 9, hog.at(GREY).size());
    assertEquals(28 * 28, FeatureString.parse("raw|standardize").at(GREY).size());
    assertEquals(3 * 16 * 48, FeatureString.parse("raw").at(WIDE).size());
    assertEquals(1 * 5 * 2 * 2 * 9, FeatureString.parse("hog").at(WIDE).size());
  }

  @Test
  void rawIsTheNumbersOfAVector() {
    FeaturePipeline pipeline = FeatureString.parse("raw|standardize|pca(3)").at(VECTORS);
    assertEquals(17, pipeline.size());
    assertFalse(pipeline.isOfPixels());
    assertTrue(pipeline.extractsNothing());
    assertEquals("raw|standardize|pca(3)", pipeline.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hog(cell=16);     cells; 1",
        "raw+hsv;          3 channels; 5",
        "raw|pca(785);     1 to 784 components, found '785'; 9",
        "patches(size=30); 28; 1",
      })
  void whatDoesNotFitImagesIsNamedWithItsPlace(String text, String expected, int place) {
    String message = refused(text, GREY);
    assertTrue(message.contains(expected), message);
    assertTrue(message.endsWith("at character %d of '%s'".formatted(place, text)), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "hog;                      expected images, found vectors of 17 numbers; 1",
        "raw+patches;              expected images, found vectors of 17 numbers; 5",
        "raw|standardize-channels; with images, found it with vectors of 17 numbers; 1",
        "raw|pca(18);              1 to 17 components, found '18'; 9",
      })
  void whatNeedsImagesIsRefusedOnVectors(String text, String expected, int place) {
    String message = refused(text, VECTORS);
    assertTrue(message.contains(expected), message);
    assertTrue(message.endsWith("at character %d of '%s'".formatted(place, text)), message);
  }

  private static String refused(String text, DataShape data) {
    FeatureString read = FeatureString.parse(text);
    return assertThrows(IllegalArgumentException.class, () -> read.at(data)).getMessage();
  }
}
