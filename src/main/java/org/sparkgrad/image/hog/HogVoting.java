package org.sparkgrad.image.hog;

import org.sparkgrad.choice.Choice;

/** Between which histogram entries a pixel shares its vote, in proportion to its distances. */
public enum HogVoting implements Choice {
  /** Not shared: all of it to the bin of its cell that its orientation falls in. */
  NONE(false, false),
  /** The two bins with the nearest centres. */
  ORIENTATION(true, false),
  /** The four cells with the nearest centres. */
  BILINEAR(false, true),
  /** Both: two bins in each of four cells. */
  TRILINEAR(true, true);

  private final boolean betweenBins;
  private final boolean betweenCells;

  HogVoting(boolean betweenBins, boolean betweenCells) {
    this.betweenBins = betweenBins;
    this.betweenCells = betweenCells;
  }

  boolean betweenBins() {
    return betweenBins;
  }

  boolean betweenCells() {
    return betweenCells;
  }
}
