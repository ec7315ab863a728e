package org.sparkgrad.data;

import java.util.Arrays;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.image.Variation;
import org.sparkgrad.image.View;

/** Rows kept as images, a byte per value; their features are the pixels, scaled. */
final class ImageRows implements BlockRows {
  private static final long serialVersionUID = 1L;

  private final ImageShape image;
  private final int size;
  private final byte[] pixels;

  ImageRows(ImageShape image, byte[] pixels) {
    this.image = image;
    size = image.bytes();
    this.pixels = pixels;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void values(int index, float[] out, int to) {
    int from = index * size;
    for (int k = 0; k < size; k++) {
      out[to + k] = pixels[from + k] & 0xFF;
    }
  }

  @Override
  public void features(int index, FeatureScaling scaling, float[] out, int to) {
    requirePixels(scaling);
    scaling.apply(pixels, index * size, out, to);
  }

  @Override
  public void features(
      int index, int row, Variation variation, FeatureScaling scaling, float[] out, int to) {
    requirePixels(scaling);
    scaling.apply(variation.of(image, pixels, index * size, row), 0, out, to);
  }

  private void requirePixels(FeatureScaling scaling) {
    if (scaling.features() != size) {
      throw new IllegalArgumentException(
          "block of images: expected a scaling of %d pixels, found one of %d values"
              .formatted(size, scaling.features()));
    }
  }

  @Override
  public BlockRows select(int[] indices) {
    byte[] own = new byte[indices.length * size];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * size, own, i * size, size);
    }
    return new ImageRows(image, own);
  }

  @Override
  public BlockRows part(int start, int end) {
    return new ImageRows(image, Arrays.copyOfRange(pixels, start * size, end * size));
  }

  @Override
  public BlockRows seen(View view, int start, int end) {
    byte[] seen = new byte[(end - start) * size];
    byte[] scratch = new byte[size];
    for (int index = start; index < end; index++) {
      view.apply(image, pixels, index * size, scratch, seen, (index - start) * size);
    }
    return new ImageRows(image, seen);
  }

  @Override
  public BlockRows projected(FittedProjection fitted) {
    throw new IllegalStateException("block of images: expected extracted features to project");
  }

  @Override
  public boolean areImages() {
    return true;
  }

  @Override
  public ImageShape image() {
    return image;
  }

  @Override
  public byte[] pixels() {
    return pixels;
  }
}
