package org.sparkgrad.image;

/**
 * Computes features, image after image, without allocating. For one thread at a time; the values
 * depend on the image alone, not on those before it.
 */
public interface FeatureExtractor {
  /**
   * Writes the features of the image that starts at {@code pixels[from]}, laid out as {@link
   * ImageShape} says, to {@code out[to ..)}. No other entry of {@code out} is modified.
   */
  void extract(byte[] pixels, int from, float[] out, int to);
}
