package org.sparkgrad.image;

/** The pixel values themselves, 0 to 255, in the order of {@link ImageFormat}. */
public record RawPixels() implements ImageFeatures {
  @Override
  public int size() {
    return ImageFormat.BYTES;
  }

  @Override
  public FeatureExtractor extractor() {
    return (pixels, from, out, to) -> {
      for (int k = 0; k < ImageFormat.BYTES; k++) {
        out[to + k] = pixels[from + k] & 0xFF;
      }
    };
  }
}
