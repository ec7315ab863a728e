package org.sparkgrad.image.hog;

import org.sparkgrad.choice.Choice;

/** How a pixel's vote is shared between histogram entries, in proportion to its distances. */
public enum HogVoting implements Choice {
  /** Not shared: the whole vote goes to the bin of its orientation in its own cell. */
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
