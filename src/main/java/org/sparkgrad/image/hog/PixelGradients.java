package org.sparkgrad.image.hog;

import org.sparkgrad.image.ImageShape;

/**
 * The gradients of the pixels of an image, as lengths and orientations. Scratch of an extractor.
 */
abstract class PixelGradients {
  /** In units of pixel values, 0 to 255 * sqrt(2). */
  final double[] length;

  /** As {@link Orientation#of}. */
  final double[] orientation;

  PixelGradients(ImageShape image) {
    length = new double[image.plane()];
    orientation = new double[image.plane()];
  }

  static PixelGradients of(ImageShape image, HogGradient gradient) {
    return switch (gradient) {
      case LUMA -> new LumaGradients(image);
      case STRONGEST_CHANNEL -> new StrongestGradients(image);
    };
  }

  /** Overwrites {@link #length} and {@link #orientation} with those of an image. */
  abstract void compute(byte[] pixels, int from);
}
