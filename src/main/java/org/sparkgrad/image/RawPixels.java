package org.sparkgrad.image;

/** The pixel values themselves, 0 to 255, in the order of {@link ImageShape}. */
public record RawPixels(ImageShape image) implements ImageFeatures {
  @Override
  public int size() {
    return image.bytes();
  }

  @Override
  public FeatureExtractor extractor() {
    int bytes = image.bytes();
    return (pixels, from, out, to) -> {
      for (int k = 0; k < bytes; k++) {
        out[to + k] = pixels[from + k] & 0xFF;
      }
    };
  }
}
