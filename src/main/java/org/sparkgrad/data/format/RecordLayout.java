package org.sparkgrad.data.format;

import java.io.Serializable;
import org.sparkgrad.image.ImageShape;

/**
 * How a record of the CIFAR data sets lies in its file: bytes of labels, then an image as {@link
 * ImageShape#CIFAR} orders it.
 *
 * @param labelBytes how many labels there are, a byte each
 * @param labelAt which of them is the class
 * @param classes that there are
 */
record RecordLayout(int labelBytes, int labelAt, int classes) implements Serializable {
  private static final long serialVersionUID = 1L;

  static final RecordLayout CIFAR_10 = new RecordLayout(1, 0, Cifar10Layout.CLASSES);

  int bytes() {
    return labelBytes + ImageShape.CIFAR.bytes();
  }

  /** Whether this many bytes are a whole number of records, and at least one. */
  boolean isDataSize(long size) {
    return size > 0 && size % bytes() == 0;
  }
}
