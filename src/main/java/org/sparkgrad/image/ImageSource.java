package org.sparkgrad.image;

import java.io.Serializable;

/**
 * What is computed of an image, by settings alone: {@link ImageFeatures}, or something that is
 * first fitted to training images. Immutable.
 */
public interface ImageSource extends Serializable {
  /** How many values an image has. */
  int size();
}
