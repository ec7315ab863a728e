package org.sparkgrad.image;

import java.io.Serializable;

/**
 * The shape of images of unsigned bytes. Pixels are channel-major: the values of the first channel
 * row by row, then those of the next. The value of channel {@code c} at row {@code y}, column
 * {@code x} stands at {@code c * plane() + y * width + x}. Of three channels the first is red, the
 * second green, the third blue; one channel is grey.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back: blocks of
 * images have one.
 *
 * <p>Source: Krizhevsky, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10
 * dataset</a>, section "Binary version".
 */
public final class ImageShape implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int COLOURS = 3;

  /** The images of CIFAR-10 and CIFAR-100. */
  public static final ImageShape CIFAR = new ImageShape(COLOURS, 32, 32);

  private final int channels;
  private final int height;
  private final int width;
  private final int plane;
  private final int bytes;

  public ImageShape(int channels, int height, int width) {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "image shape: expected at least one channel, row and column, found %d x %d x %d"
              .formatted(channels, height, width));
    }
    if ((long) channels * height > Integer.MAX_VALUE / width) {
      throw new IllegalArgumentException(
          "image shape: expected at most %d bytes, found %d x %d x %d"
              .formatted(Integer.MAX_VALUE, channels, height, width));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    plane = height * width;
    bytes = channels * plane;
  }

  public int channels() {
    return channels;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** Pixels of one channel. */
  public int plane() {
    return plane;
  }

  /** Bytes of one image. */
  public int bytes() {
    return bytes;
  }

  /** Pixels of the shorter side. */
  public int shorterSide() {
    return Math.min(height, width);
  }

  /** Whether there are red, green and blue. */
  public boolean isColour() {
    return channels == COLOURS;
  }

  /** Whether an image is a picture that can be shown: grey, or red, green and blue. */
  public boolean isPicture() {
    return channels == 1 || isColour();
  }

  /** The same with rows and columns exchanged. */
  public ImageShape transposed() {
    return new ImageShape(channels, width, height);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ImageShape shape
            && channels == shape.channels
            && height == shape.height
            && width == shape.width);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * channels + height) + width;
  }

  /** Channels, rows, columns: {@code 3 x 32 x 32}. */
  @Override
  public String toString() {
    return "%d x %d x %d".formatted(channels, height, width);
  }
}
