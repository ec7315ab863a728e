package org.sparkgrad.data;

import org.sparkgrad.image.ImageFormat;
import org.sparkgrad.image.Variation;

/** Rows kept as images, 3,072 bytes each; their features are the pixels, scaled. */
final class ImageRows implements BlockRows {
  private static final long serialVersionUID = 1L;

  private final byte[] pixels;

  ImageRows(byte[] pixels) {
    this.pixels = pixels;
  }

  @Override
  public void features(int index, FeatureScaling scaling, float[] out, int to) {
    requirePixels(scaling);
    scaling.apply(pixels, index * ImageFormat.BYTES, out, to);
  }

  @Override
  public void features(
      int index, int row, Variation variation, FeatureScaling scaling, float[] out, int to) {
    requirePixels(scaling);
    scaling.apply(variation.of(pixels, index * ImageFormat.BYTES, row), 0, out, to);
  }

  private static void requirePixels(FeatureScaling scaling) {
    if (scaling.features() != ImageFormat.BYTES) {
      throw new IllegalArgumentException(
          "block of images: expected a scaling of %d pixels, found one of %d values"
              .formatted(ImageFormat.BYTES, scaling.features()));
    }
  }

  @Override
  public BlockRows projected(FittedProjection fitted) {
    throw new IllegalStateException("block of images: expected extracted features to project");
  }

  @Override
  public byte[] pixels() {
    return pixels;
  }
}
