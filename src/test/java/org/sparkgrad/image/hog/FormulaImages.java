package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageShape;

/** Images of integer formulas. {@code scikit_image_hog.py} has the first two as well. */
public final class FormulaImages {
  /** The value of a pixel, 0 to 255. */
  public interface Formula {
    int at(int channel, int y, int x);
  }

  private FormulaImages() {}

  /** Neighbours differ by anything. */
  public static byte[] rough() {
    return of((c, y, x) -> (7 * x * x + 13 * (c + 1) * x * y + 29 * y + 53 * c * x) % 256);
  }

  /** Neighbours differ by little. */
  public static byte[] smooth() {
    return of((c, y, x) -> Math.abs((9 * x * (c + 1) + 7 * y * (3 - c) + x * y) % 511 - 255));
  }

  public static byte[] oneColour(int red, int green, int blue) {
    int[] colour = {red, green, blue};
    return of((c, y, x) -> colour[c]);
  }

  public static byte[] of(Formula formula) {
    byte[] pixels = new byte[ImageShape.CIFAR.bytes()];
    for (int k = 0; k < pixels.length; k++) {
      int inPlane = k % ImageShape.CIFAR.plane();
      int value = formula.at(k / ImageShape.CIFAR.plane(), inPlane / 32, inPlane % 32);
      if (value < 0 || value > 255) {
        throw new IllegalArgumentException("expected a byte, found " + value);
      }
      pixels[k] = (byte) value;
    }
    return pixels;
  }
}
