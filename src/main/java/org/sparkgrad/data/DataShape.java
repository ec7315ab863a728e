package org.sparkgrad.data;

import java.util.Optional;
import org.sparkgrad.image.ImageShape;

/**
 * What a model has to know of a data set: how many values a row has, and how many classes there
 * are.
 *
 * @param values per row
 * @param image the shape of rows that are images; empty if they are vectors of numbers
 */
public record DataShape(int values, Optional<ImageShape> image, int classes) {
  /**
   * The most classes of a data set: a confusion matrix of so many has 128 MB, and each task of an
   * evaluation has one.
   */
  public static final int MOST_CLASSES = 4_000;

  /** The most values of a row, which are 64 MiB as floats: tasks hold several such rows. */
  public static final int MOST_VALUES = 1 << 24;

  public DataShape {
    if (values < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "data: expected at least 1 value per row and 2 classes, found %d and %d"
              .formatted(values, classes));
    }
    if (values > MOST_VALUES) {
      throw new IllegalArgumentException(
          "data: expected at most %,d values per row, found %,d".formatted(MOST_VALUES, values));
    }
  }

  /** Rows that are images. */
  public static DataShape ofImages(ImageShape image, int classes) {
    return new DataShape(image.bytes(), Optional.of(image), classes);
  }

  /** What a row takes as it is read: a byte for each value of an image, four for each number. */
  public long bytesPerRow() {
    return image.isPresent() ? values : (long) Float.BYTES * values;
  }

  /** Rows that are vectors of numbers. */
  public static DataShape ofVectors(int values, int classes) {
    return new DataShape(values, Optional.empty(), classes);
  }
}
