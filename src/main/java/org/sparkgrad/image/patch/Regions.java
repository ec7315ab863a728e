package org.sparkgrad.image.patch;

import java.io.Serializable;

/**
 * Positions along one side of an image, cut into regions as equal as can be: region r holds those
 * from {@code floor(r n / count)} up to, not including, {@code ceil((r + 1) n / count)}, where n is
 * the number of positions. If count does not divide n, neighbours share a position: the regions
 * stay symmetric, so that those of the mirror image are the same.
 *
 * @param positions n
 * @param count from 1 to n
 */
record Regions(int positions, int count) implements Serializable {
  Regions {
    if (count < 1 || count > positions) {
      throw new IllegalArgumentException(
          "patches: expected 1 to %d regions, as many as positions along a side, found %d"
              .formatted(positions, count));
    }
  }

  int start(int region) {
    return region * positions / count;
  }

  int end(int region) {
    return ((region + 1) * positions + count - 1) / count;
  }

  boolean holds(int region, int position) {
    return position >= start(region) && position < end(region);
  }
}
