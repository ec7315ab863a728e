package org.sparkgrad.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as pictures that other programs show. */
public final class Picture {
  private static final int BYTE = 0xFF;

  private Picture() {}

  /**
   * The image that starts at {@code pixels[from]}.
   *
   * @param image of one channel, which is shown grey, or of three
   */
  public static BufferedImage of(ImageShape image, byte[] pixels, int from) {
    if (!image.isPicture()) {
      throw new IllegalArgumentException(
          "picture: expected an image of 1 or 3 channels, found " + image.channels());
    }
    int width = image.width();
    BufferedImage picture = new BufferedImage(width, image.height(), BufferedImage.TYPE_INT_RGB);
    int ofGreen = image.isColour() ? image.plane() : 0;
    for (int k = 0; k < image.plane(); k++) {
      int red = pixels[from + k] & BYTE;
      int green = pixels[from + ofGreen + k] & BYTE;
      int blue = pixels[from + 2 * ofGreen + k] & BYTE;
      picture.setRGB(k % width, k / width, red << 16 | green << 8 | blue);
    }
    return picture;
  }

  /** The bytes of a PNG file, which keeps every pixel as it is. */
  public static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("write PNG: expected Java to bring a writer, found none");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("write PNG to memory", e);
    }
    return bytes.toByteArray();
  }
}
