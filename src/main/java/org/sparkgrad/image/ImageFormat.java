package org.sparkgrad.image;

/**
 * The shape of every image: 32 rows by 32 columns by 3 channels of unsigned bytes.
 *
 * <p>Pixels are channel-major: the 1,024 red values row by row, then the green, then the blue. The
 * value of channel {@code c} at row {@code y}, column {@code x} stands at {@code c * 1024 + y * 32
 * + x}. Source: Krizhevsky, <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10
 * dataset</a>, section "Binary version".
 */
public final class ImageFormat {
  public static final int HEIGHT = 32;
  public static final int WIDTH = 32;
  public static final int CHANNELS = 3;

  /** Pixels of one channel: 1,024. */
  public static final int PLANE = HEIGHT * WIDTH;

  /** Bytes of one image: 3,072. */
  public static final int BYTES = CHANNELS * PLANE;

  private ImageFormat() {}
}
