package org.sparkgrad.layer;

import java.io.Serializable;

/**
 * The square windows of a map that pooling looks at: that of output (y, x) is {@code size x size}
 * places from row {@code y * stride}, column {@code x * stride} on. What is left at the edges is
 * not looked at.
 *
 * @param layer named in errors
 */
record Windows(String layer, int size, int stride) implements Serializable {
  private static final long serialVersionUID = 1L;

  Windows {
    if (size < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "%s: expected a size and a stride of at least 1, found %d and %d"
              .formatted(layer, size, stride));
    }
  }

  Shape output(Shape in) {
    if (size > Math.min(in.height(), in.width())) {
      throw new IllegalArgumentException(
          "%s: expected a map of at least %d x %d places, found %d x %d"
              .formatted(layer, size, size, in.height(), in.width()));
    }
    return new Shape(
        in.channels(), (in.height() - size) / stride + 1, (in.width() - size) / stride + 1);
  }

  int places() {
    return size * size;
  }

  /** Where a window starts in the values of a row, given where its output starts in its own. */
  int start(int outStart, Shape in, Shape out) {
    int place = outStart / out.channels();
    int y = place / out.width() * stride;
    int x = place % out.width() * stride;
    return (y * in.width() + x) * in.channels();
  }

  /** How far a window's place, row by row, is from its first one. */
  int distance(int place, Shape in) {
    return (place / size * in.width() + place % size) * in.channels();
  }

  /** The same of all places. */
  int[] distances(Shape in) {
    int[] distances = new int[places()];
    for (int place = 0; place < distances.length; place++) {
      distances[place] = distance(place, in);
    }
    return distances;
  }
}
