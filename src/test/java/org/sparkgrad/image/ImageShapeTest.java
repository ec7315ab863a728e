package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageShapeTest {
  @Test
  void countsItsPixelsAndBytes() {
    ImageShape shape = new ImageShape(2, 5, 7);
    assertEquals(35, shape.plane());
    assertEquals(70, shape.bytes());
    assertEquals(5, shape.shorterSide());
    assertEquals("2 x 5 x 7", shape.toString());
    assertEquals(new ImageShape(2, 7, 5), shape.transposed());
    assertEquals(3072, ImageShape.CIFAR.bytes());
  }

  @Test
  void isEqualIfAllSidesAre() {
    ImageShape shape = new ImageShape(3, 32, 32);
    assertEquals(ImageShape.CIFAR, shape);
    assertEquals(ImageShape.CIFAR.hashCode(), shape.hashCode());
    assertNotEquals(new ImageShape(1, 32, 32), shape);
    assertNotEquals(new ImageShape(3, 31, 32), shape);
    assertNotEquals(new ImageShape(3, 32, 31), shape);
  }

  @Test
  void showsGreyAndColouredImages() {
    assertTrue(new ImageShape(1, 2, 2).isPicture());
    assertFalse(new ImageShape(1, 2, 2).isColour());
    assertTrue(new ImageShape(3, 2, 2).isPicture());
    assertTrue(new ImageShape(3, 2, 2).isColour());
    assertFalse(new ImageShape(2, 2, 2).isPicture());
    assertFalse(new ImageShape(4, 2, 2).isPicture());
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,1,'at least one channel, row and column'",
    "1,0,1,'at least one channel, row and column'",
    "1,1,-1,'at least one channel, row and column'",
    "2,32768,32768,'at most 2147483647 bytes'",
    "65536,65536,65536,'at most 2147483647 bytes'",
    "2147483647,2147483647,2147483647,'at most 2147483647 bytes'"
  })
  void refusesShapesWithoutPixelsAndBeyondAnArray(
      int channels, int height, int width, String expected) {
    var error =
        assertThrows(IllegalArgumentException.class, () -> new ImageShape(channels, height, width));
    assertEquals(
        "image shape: expected %s, found %d x %d x %d".formatted(expected, channels, height, width),
        error.getMessage());
  }
}
