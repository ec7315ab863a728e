package org.sparkgrad.image.patch;

import org.sparkgrad.choice.Choice;

/** Where the filters of a dictionary come from. */
public enum DictionaryKind implements Choice {
  /** Whitened patches of training images themselves, drawn at random. */
  RANDOM,
  /** The means of clusters of such patches, by Lloyd's algorithm. */
  K_MEANS,
  /**
   * Directions that such patches cluster about, whatever their sign and length: orthogonal matching
   * pursuit with one filter a patch.
   */
  OMP_1
}
