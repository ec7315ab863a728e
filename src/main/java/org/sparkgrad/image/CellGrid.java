package org.sparkgrad.image;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An image cut into square cells.
 *
 * @param cell the side of a cell in pixels, which divides the height and the width of the image
 */
public record CellGrid(ImageShape image, int cell) {
  /** Cells one below the other. */
  public int rows() {
    return image.height() / cell;
  }

  /** Cells side by side. */
  public int columns() {
    return image.width() / cell;
  }

  public int cells() {
    return rows() * columns();
  }

  /** Pixels per cell. */
  public int area() {
    return cell * cell;
  }

  /** The cell of each pixel, counted row by row. */
  public int[] cellOfPixel() {
    int[] cells = new int[image.plane()];
    for (int k = 0; k < cells.length; k++) {
      int row = k / image.width() / cell;
      cells[k] = row * columns() + k % image.width() / cell;
    }
    return cells;
  }

  /**
   * The given cell sizes as an immutable list.
   *
   * @param features named in the error
   * @throws IllegalArgumentException if there are none, or one does not divide the image
   */
  public static List<Integer> requireSizes(String features, ImageShape image, List<Integer> cells) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(features + ": expected one cell size or more, found none");
    }
    for (int cell : cells) {
      if (cell < 1 || image.height() % cell != 0 || image.width() % cell != 0) {
        throw new IllegalArgumentException(
            "%s: expected cells of a size that divides %s, found %d in %s"
                .formatted(features, sides(image), cell, cells));
      }
    }
    return List.copyOf(cells);
  }

  /** Height and width, and what divides both. */
  private static String sides(ImageShape image) {
    String sides =
        image.height() == image.width()
            ? Integer.toString(image.width())
            : "%d and %d".formatted(image.height(), image.width());
    String divisors =
        IntStream.rangeClosed(1, Math.min(image.height(), image.width()))
            .filter(each -> image.height() % each == 0 && image.width() % each == 0)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return "%s (%s)".formatted(sides, divisors);
  }
}
