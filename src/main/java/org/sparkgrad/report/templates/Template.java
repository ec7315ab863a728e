package org.sparkgrad.report.templates;

import java.awt.image.BufferedImage;
import org.sparkgrad.image.ImageFormat;
import org.sparkgrad.image.Picture;

/**
 * What one class or unit looks for: how much its score rises per step of each pixel value.
 *
 * @param name of the class or unit
 * @param slopes dScore/dPixel, laid out as {@link ImageFormat} says; not to be changed
 */
public record Template(String name, float[] slopes) {
  private static final double GREY = 127.5;
  private static final int BRIGHTEST = 255;

  /**
   * A picture of 32 x 32 pixels: a channel's value is {@code 127.5 + 127.5 slope / range}, so that
   * 0 is mid grey; what is beyond the range is as bright or dark as the range.
   *
   * @param range above 0
   */
  public BufferedImage picture(double range) {
    byte[] pixels = new byte[ImageFormat.BYTES];
    for (int k = 0; k < pixels.length; k++) {
      long value = Math.round(GREY + GREY * slopes[k] / range);
      pixels[k] = (byte) Math.max(0, Math.min(BRIGHTEST, value));
    }
    return Picture.of(pixels, 0);
  }
}
