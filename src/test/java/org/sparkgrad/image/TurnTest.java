package org.sparkgrad.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

class TurnTest {
  /** As the EXIF standard words it: where the stored first row and first column are seen. */
  @ParameterizedTest
  @CsvSource({
    "1,top,left",
    "2,top,right",
    "3,bottom,right",
    "4,bottom,left",
    "5,left,top",
    "6,right,top",
    "7,right,bottom",
    "8,left,bottom"
  })
  void showsRowsAndColumnsWhereTheStandardSays(int orientation, String row, String column) {
    byte[] stored = TinyCifar.image(4, 1);
    byte[] seen = Turn.upright(stored, ImageShape.CIFAR, orientation);
    for (int r = 0; r < 32; r++) {
      for (int c = 0; c < 32; c++) {
        boolean across = row.equals("left") || row.equals("right");
        int alongRow = row.equals("top") || row.equals("left") ? r : 31 - r;
        int alongColumn = column.equals("top") || column.equals("left") ? c : 31 - c;
        int x = across ? alongRow : alongColumn;
        int y = across ? alongColumn : alongRow;
        for (int plane = 0; plane < 3072; plane += 1024) {
          assertEquals(stored[plane + 32 * r + c], seen[plane + 32 * y + x]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 9, 65535})
  void leavesTheImageAsItIsIfTheNumberMeansNothing(int orientation) {
    byte[] stored = TinyCifar.image(4, 1);
    assertArrayEquals(stored, Turn.upright(stored, ImageShape.CIFAR, orientation));
  }

  @Test
  void doesNotModifyTheImage() {
    byte[] stored = TinyCifar.image(4, 1);
    Turn.upright(stored, ImageShape.CIFAR, 6);
    assertArrayEquals(TinyCifar.image(4, 1), stored);
  }

  /** By hand: an F of 2 rows of 3 pixels, as the camera has stored it when held in each way. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, '1 2 3 4 5 6'",
    "2, 2, 3, '3 2 1 6 5 4'",
    "3, 2, 3, '6 5 4 3 2 1'",
    "4, 2, 3, '4 5 6 1 2 3'",
    "5, 3, 2, '1 4 2 5 3 6'",
    "6, 3, 2, '3 6 2 5 1 4'",
    "7, 3, 2, '6 3 5 2 4 1'",
    "8, 3, 2, '4 1 5 2 6 3'"
  })
  void exchangesTheSidesOfImagesThatAreNotSquare(
      int orientation, int height, int width, String pixels) {
    ImageShape seen = new ImageShape(2, 2, 3);
    assertEquals(new ImageShape(2, height, width), Turn.stored(seen, orientation));
    byte[] stored = new byte[12];
    int at = 0;
    for (String pixel : pixels.split(" ")) {
      stored[at] = Byte.parseByte(pixel);
      stored[6 + at] = (byte) (stored[at] + 10);
      at++;
    }
    assertArrayEquals(
        new byte[] {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16},
        Turn.upright(stored, seen, orientation));
  }
}
