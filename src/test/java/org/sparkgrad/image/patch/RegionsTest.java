package org.sparkgrad.image.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionsTest {
  /** As KeystoneML pools: 14 positions, 13 from one region to the next. */
  @Test
  void twoHalvesOfAnOddNumberShareTheMiddle() {
    Regions halves = new Regions(27, 2);
    assertEquals(0, halves.start(0));
    assertEquals(14, halves.end(0));
    assertEquals(13, halves.start(1));
    assertEquals(27, halves.end(1));
  }

  @Test
  void equalPartsShareNothing() {
    Regions thirds = new Regions(27, 3);
    for (int position = 0; position < 27; position++) {
      for (int region = 0; region < 3; region++) {
        assertEquals(position / 9 == region, thirds.holds(region, position));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"27, 1", "27, 2", "27, 4", "27, 27", "14, 3", "25, 6", "1, 1"})
  void theMirrorImageHasTheSameRegions(int positions, int count) {
    Regions regions = new Regions(positions, count);
    for (int region = 0; region < count; region++) {
      for (int position = 0; position < positions; position++) {
        assertEquals(
            regions.holds(region, position),
            regions.holds(count - 1 - region, positions - 1 - position));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"27, 0", "27, 28", "1, 2"})
  void asManyAsPositionsAtMost(int positions, int count) {
    var error = assertThrows(IllegalArgumentException.class, () -> new Regions(positions, count));
    assertEquals(
        "patches: expected 1 to %d regions, as many as positions along a side, found %d"
            .formatted(positions, count),
        error.getMessage());
  }
}
