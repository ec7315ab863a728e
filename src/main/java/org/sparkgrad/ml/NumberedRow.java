package org.sparkgrad.ml;

import java.io.Serializable;

/**
 * A row and its number in the data set.
 *
 * <p>A plain class, which Spark's Kryo serializer can read back.
 */
final class NumberedRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int number;
  private final int label;
  private final RowValues values;

  NumberedRow(int number, int label, RowValues values) {
    this.number = number;
    this.label = label;
    this.values = values;
  }

  int number() {
    return number;
  }

  int label() {
    return label;
  }

  RowValues values() {
    return values;
  }
}
