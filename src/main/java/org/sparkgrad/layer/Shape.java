package org.sparkgrad.layer;

import java.io.Serializable;

/**
 * The shape of what one row is between two layers: a map of height x width places with a vector of
 * channels at each, stored place by place, row-major; the value of channel c at row y, column x
 * stands at {@code (y * width + x) * channels + c}. A plain vector is a map of one place.
 */
public record Shape(int channels, int height, int width) implements Serializable {
  private static final long serialVersionUID = 1L;

  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape: expected at least one row, column and channel, found %d x %d x %d"
              .formatted(height, width, channels));
    }
    if ((long) channels * height > Integer.MAX_VALUE / width) {
      throw tooLarge(channels, height, width);
    }
  }

  /**
   * A shape of counted sides.
   *
   * @throws IllegalArgumentException if it has 2^31 values or more
   */
  static Shape of(long channels, long height, long width) {
    if (Math.max(channels, Math.max(height, width)) > Integer.MAX_VALUE) {
      throw tooLarge(channels, height, width);
    }
    return new Shape((int) channels, (int) height, (int) width);
  }

  private static IllegalArgumentException tooLarge(long channels, long height, long width) {
    return new IllegalArgumentException(
        "shape: expected fewer than 2^31 values, found %d x %d x %d"
            .formatted(height, width, channels));
  }

  /** A vector. */
  public static Shape vector(int size) {
    return new Shape(size, 1, 1);
  }

  /** Number of values. */
  public int size() {
    return channels * height * width;
  }

  /** Number of places. */
  public int places() {
    return height * width;
  }

  /** {@code HEIGHT x WIDTH x CHANNELS}, or the size of a vector. */
  @Override
  public String toString() {
    return places() == 1 ? "" + channels : height + " x " + width + " x " + channels;
  }
}
