package org.sparkgrad.data.format;

import java.util.Arrays;

/**
 * What a row of a table holds in the columns that are read; used again for the next row. Its errors
 * say what was expected and what was found, but not where.
 */
final class TableRow {
  private static final int SPARSE = 0;

  private Object label;
  private byte[] image;
  private boolean hasVector;
  private int vectorKind;
  private int vectorSize;
  private boolean isStruct;
  private final NumberList indices = new NumberList();
  private final NumberList values = new NumberList();

  void clear() {
    label = null;
    image = null;
    hasVector = false;
    isStruct = false;
    indices.clear();
    values.clear();
  }

  void label(Object found) {
    label = found;
  }

  void image(byte[] found) {
    image = found;
  }

  /** Begins a list of numbers. */
  void beginList() {
    hasVector = true;
  }

  /** Begins Spark's struct of a vector. */
  void beginStruct() {
    hasVector = true;
    isStruct = true;
    vectorKind = -1;
    vectorSize = -1;
  }

  /** Takes what kind of vector Spark's struct has: 0 is sparse, 1 is dense. */
  void vectorKind(int kind) {
    vectorKind = kind;
  }

  /** Takes the length of a sparse vector. */
  void vectorSize(int size) {
    vectorSize = size;
  }

  NumberList indices() {
    return indices;
  }

  NumberList values() {
    return values;
  }

  /** A number as Long or Double, or text; null if there is none. */
  Object label() {
    return label;
  }

  /**
   * The bytes of an image.
   *
   * @throws IllegalArgumentException if there are none
   */
  byte[] image() {
    if (image == null) {
      throw new IllegalArgumentException("expected an image, found null");
    }
    return image;
  }

  /**
   * How long the vector is.
   *
   * @throws IllegalArgumentException if there is none
   */
  int length() {
    if (!hasVector) {
      throw new IllegalArgumentException("expected a vector, found null");
    }
    return isStruct && vectorKind == SPARSE ? vectorSize : values.size();
  }

  /**
   * Writes the vector.
   *
   * @param out as long as it must be
   * @throws IllegalArgumentException if it is of another length, or has numbers that are none
   */
  void vector(float[] out) {
    int length = length();
    if (values.hasNull() || indices.hasNull()) {
      throw new IllegalArgumentException("expected numbers, found null among them");
    }
    if (length != out.length) {
      throw new IllegalArgumentException(
          "expected a vector of %d numbers, found one of %d".formatted(out.length, length));
    }
    Arrays.fill(out, 0);
    boolean sparse = isStruct && vectorKind == SPARSE;
    if (sparse) {
      requirePlaces(length);
    }
    for (int i = 0; i < values.size(); i++) {
      int place = sparse ? (int) indices.get(i) : i;
      out[place] = finite(values.get(i), place);
    }
  }

  private void requirePlaces(int length) {
    boolean fit = indices.size() == values.size();
    double before = -1;
    for (int i = 0; i < indices.size(); i++) {
      fit &= indices.get(i) > before && indices.get(i) < length;
      before = indices.get(i);
    }
    if (!fit) {
      throw new IllegalArgumentException(
          "expected ascending indices from 0 to %d, one for each value, found a sparse vector with others"
              .formatted(length - 1));
    }
  }

  private static float finite(double value, int place) {
    if (!Float.isFinite((float) value)) {
      throw new IllegalArgumentException(
          "expected numbers that a float can hold, found %s at place %d".formatted(value, place));
    }
    return (float) value;
  }
}
