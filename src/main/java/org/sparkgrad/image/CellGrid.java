package org.sparkgrad.image;

import java.util.List;

/**
 * An image cut into square cells.
 *
 * @param cell the side of a cell in pixels, which divides the side of the image
 */
public record CellGrid(int cell) {
  public static final int IMAGE_SIDE = ImageFormat.WIDTH;

  /** Cells along a side of the image. */
  public int side() {
    return IMAGE_SIDE / cell;
  }

  public int cells() {
    return side() * side();
  }

  /** Pixels per cell. */
  public int area() {
    return cell * cell;
  }

  /**
   * The given cell sizes as an immutable list.
   *
   * @param features named in the error
   * @throws IllegalArgumentException if there are none, or one does not divide the image
   */
  public static List<Integer> requireSizes(String features, List<Integer> cells) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(features + ": expected one cell size or more, found none");
    }
    for (int cell : cells) {
      if (cell < 1 || IMAGE_SIDE % cell != 0) {
        throw new IllegalArgumentException(
            "%s: expected cells of a size that divides %d, found %d in %s"
                .formatted(features, IMAGE_SIDE, cell, cells));
      }
    }
    return List.copyOf(cells);
  }
}
