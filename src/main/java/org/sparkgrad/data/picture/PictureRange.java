package org.sparkgrad.data.picture;

import java.io.Serializable;

/**
 * Pictures that are read together.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
final class PictureRange implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int first;
  private final PictureFile[] files;

  /**
   * @param first the number of the first of them
   */
  PictureRange(int first, PictureFile[] files) {
    this.first = first;
    this.files = files;
  }

  int first() {
    return first;
  }

  PictureFile[] files() {
    return files;
  }
}
