package org.sparkgrad.image;

import java.io.Serializable;

/** Settings of features computed from the pixels of one image alone. Immutable. */
public interface ImageFeatures extends Serializable {
  /** How many values an image has. */
  int size();

  /** A new extractor of these features, with scratch of its own. */
  FeatureExtractor extractor();
}
