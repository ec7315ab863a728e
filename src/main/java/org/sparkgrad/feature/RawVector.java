package org.sparkgrad.feature;

import org.sparkgrad.image.ImageSource;

/**
 * The numbers of a row that is a vector, as they are.
 *
 * @param size how many there are
 */
record RawVector(int size) implements ImageSource {
  private static final long serialVersionUID = 1L;
}
