package org.sparkgrad.image.patch;

import java.io.Serializable;
import org.sparkgrad.image.ImageFormat;

/**
 * The square patches of an image: position (i, j) is the patch whose first pixel stands at row
 * {@code i * stride}, column {@code j * stride}. Its values are the pixels of the red plane row by
 * row, then of the green, then of the blue.
 *
 * @param size side of a patch in pixels
 * @param stride pixels from one position to the next, such that the last patch ends at the border
 */
public record PatchGrid(int size, int stride) implements Serializable {
  private static final int IMAGE_SIDE = ImageFormat.WIDTH;

  public PatchGrid {
    if (size < 1 || size > IMAGE_SIDE) {
      throw new IllegalArgumentException(
          "patches: expected a size of 1 to the %d pixels of an image's side, found %d"
              .formatted(IMAGE_SIDE, size));
    }
    if (stride < 1 || (IMAGE_SIDE - size) % stride != 0) {
      throw new IllegalArgumentException(
          "patches: expected a stride that divides the %d pixels beside a patch of %d, found %d"
              .formatted(IMAGE_SIDE - size, size, stride));
    }
  }

  /** Positions along a side of the image. */
  public int side() {
    return (IMAGE_SIDE - size) / stride + 1;
  }

  public int positions() {
    return side() * side();
  }

  /** Values of a patch. */
  public int length() {
    return ImageFormat.CHANNELS * size * size;
  }
}
