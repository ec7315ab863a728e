package org.sparkgrad.image.patch;

import java.io.Serializable;
import org.sparkgrad.image.ImageShape;

/**
 * The square patches of an image: position (i, j) is the patch whose first pixel stands at row
 * {@code i * stride}, column {@code j * stride}. Its values are the pixels of the first channel row
 * by row, then of the next.
 *
 * @param image shape of the images
 * @param size side of a patch in pixels
 * @param stride pixels from one position to the next, such that the last patch ends at the border
 */
public record PatchGrid(ImageShape image, int size, int stride) implements Serializable {
  /** As many as whitening keeps. */
  private static final int MOST_VALUES = 3072;

  public PatchGrid {
    int most = image.shorterSide();
    if (size < 1 || size > most) {
      throw new IllegalArgumentException(
          "patches: expected a size of 1 to the %d pixels of an image's side, found %d"
              .formatted(most, size));
    }
    long length = (long) image.channels() * size * size;
    if (length < 2 || length > MOST_VALUES) {
      throw new IllegalArgumentException(
          "patches: expected patches of 2 to %d values, found %d of size %d in %d channels"
              .formatted(MOST_VALUES, length, size, image.channels()));
    }
    requireStride(image.height() - size, size, stride);
    requireStride(image.width() - size, size, stride);
    long all = (image.height() - size) / stride + 1L;
    all *= ((image.width() - size) / stride + 1L) * length;
    if (all > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "patches: expected at most %d values of all patches of an image, found %d"
              .formatted(Integer.MAX_VALUE, all));
    }
  }

  private static void requireStride(int beside, int size, int stride) {
    if (stride < 1 || beside % stride != 0) {
      throw new IllegalArgumentException(
          "patches: expected a stride that divides the %d pixels beside a patch of %d, found %d"
              .formatted(beside, size, stride));
    }
  }

  /** Positions one below the other. */
  public int rows() {
    return (image.height() - size) / stride + 1;
  }

  /** Positions side by side. */
  public int columns() {
    return (image.width() - size) / stride + 1;
  }

  public int positions() {
    return rows() * columns();
  }

  /** Values of a patch. */
  public int length() {
    return image.channels() * size * size;
  }
}
