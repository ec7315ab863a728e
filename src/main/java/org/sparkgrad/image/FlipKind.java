package org.sparkgrad.image;

import org.sparkgrad.choice.Choice;

/** When images of training batches are flipped left for right. */
public enum FlipKind implements Choice {
  NONE,
  /** With probability 1/2, whenever they are drawn. */
  RANDOM,
  /** With probability 1/2 in the first epoch, then the other way than in the epoch before. */
  ALTERNATING;

  /** Whether images are flipped at all. */
  public boolean flips() {
    return this != NONE;
  }
}
