package org.sparkgrad.image;

/** Features of one image. */
final class Extract {
  private Extract() {}

  static float[] of(ImageFeatures features, byte[] image) {
    float[] out = new float[features.size()];
    features.extractor().extract(image, 0, out, 0);
    return out;
  }
}
