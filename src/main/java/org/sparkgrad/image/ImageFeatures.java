package org.sparkgrad.image;

/** Settings of features computed from the pixels of one image alone. Immutable. */
public interface ImageFeatures extends ImageSource {
  /** A new extractor of these features, with scratch of its own. */
  FeatureExtractor extractor();
}
