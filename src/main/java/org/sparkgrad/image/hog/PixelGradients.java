package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageFormat;

/**
 * The gradients of the pixels of an image, as lengths and orientations. Scratch of an extractor.
 */
abstract class PixelGradients {
  /** In units of pixel values, 0 to 255 * sqrt(2). */
  final double[] length = new double[ImageFormat.PLANE];

  /** As {@link Orientation#of}. */
  final double[] orientation = new double[ImageFormat.PLANE];

  static PixelGradients of(HogGradient gradient) {
    return switch (gradient) {
      case LUMA -> new LumaGradients();
      case STRONGEST_CHANNEL -> new StrongestGradients();
    };
  }

  /** Overwrites {@link #length} and {@link #orientation} with those of an image. */
  abstract void compute(byte[] pixels, int from);
}
