package org.sparkgrad.image;

/** Features of one image. */
public final class Extract {
  private Extract() {}

  public static float[] of(ImageFeatures features, byte[] image) {
    float[] out = new float[features.size()];
    features.extractor().extract(image, 0, out, 0);
    return out;
  }
}
