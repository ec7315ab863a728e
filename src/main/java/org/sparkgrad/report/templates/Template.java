package org.sparkgrad.report.templates;

import java.awt.image.BufferedImage;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Picture;

/**
 * What one class or unit looks for: how much its score rises per step of each pixel value.
 *
 * @param name of the class or unit
 * @param image the shape of images, of one or three channels
 * @param slopes dScore/dPixel, laid out as {@link ImageShape} says; not to be changed
 */
public record Template(String name, ImageShape image, float[] slopes) {
  private static final double GREY = 127.5;
  private static final int BRIGHTEST = 255;

  public Template {
    if (slopes.length != image.bytes()) {
      throw new IllegalArgumentException(
          "template '%s': expected %d slopes for images of %s, found %d"
              .formatted(name, image.bytes(), image, slopes.length));
    }
  }

  /**
   * A picture as large as an image: a channel's value is {@code 127.5 + 127.5 slope / range}, so
   * that 0 is mid grey; what is beyond the range is as bright or dark as the range. One channel is
   * shown grey.
   *
   * @param range above 0
   */
  public BufferedImage picture(double range) {
    byte[] pixels = new byte[slopes.length];
    for (int k = 0; k < pixels.length; k++) {
      long value = Math.round(GREY + GREY * slopes[k] / range);
      pixels[k] = (byte) Math.max(0, Math.min(BRIGHTEST, value));
    }
    return Picture.of(image, pixels, 0);
  }
}
