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

  /** The image that starts at {@code pixels[from]}, laid out as {@link ImageFormat} says. */
  public static BufferedImage of(byte[] pixels, int from) {
    BufferedImage picture =
        new BufferedImage(ImageFormat.WIDTH, ImageFormat.HEIGHT, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < ImageFormat.PLANE; k++) {
      int red = pixels[from + k] & BYTE;
      int green = pixels[from + ImageFormat.PLANE + k] & BYTE;
      int blue = pixels[from + 2 * ImageFormat.PLANE + k] & BYTE;
      picture.setRGB(k % ImageFormat.WIDTH, k / ImageFormat.WIDTH, red << 16 | green << 8 | blue);
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
