package org.sparkgrad.image;

import java.io.Serializable;

/**
 * The shape of images of unsigned bytes. Pixels are channel-major: the values of the first channel
 * row by row, then those of the next. The value of channel {@code c} at row {@code y}, column
 * {@code x} stands at {@code c * plane() + y * width + x}. Of three channels the first is red, the
 * second green, the third blue; one channel is grey.
 *
 * <p>Source: Krizhevsky, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10
 * dataset</a>, section "Binary version".
 */
public record ImageShape(int channels, int height, int width) implements Serializable {
  /** The images of CIFAR-10 and CIFAR-100. */
  public static final ImageShape CIFAR = new ImageShape(3, 32, 32);

  public ImageShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image shape: expected at least one channel, row and column, found %d x %d x %d"
              .formatted(channels, height, width));
    }
    if ((long) channels * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "image shape: expected at most %d bytes, found %d x %d x %d"
              .formatted(Integer.MAX_VALUE, channels, height, width));
    }
  }

  /** Pixels of one channel. */
  public int plane() {
    return height * width;
  }

  /** Bytes of one image. */
  public int bytes() {
    return channels * plane();
  }

  /** Whether there are red, green and blue. */
  public boolean isColour() {
    return channels == 3;
  }

  /** Channels, rows, columns: {@code 3 x 32 x 32}. */
  @Override
  public String toString() {
    return "%d x %d x %d".formatted(channels, height, width);
  }
}
