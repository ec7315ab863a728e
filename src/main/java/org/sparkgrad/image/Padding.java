package org.sparkgrad.image;

import org.sparkgrad.choice.Choice;

/** What an image is padded with on every side. */
public enum Padding implements Choice {
  /**
   * Its own pixels, reflected at the first and last one: of 32, at -1 is pixel 1, at 32 pixel 30.
   */
  REFLECT,
  /** Zeros, which are black. */
  ZERO;

  static final int NONE = -1;

  /**
   * The pixel that stands at a place of a padded row or column; {@link #NONE} for a zero.
   *
   * @param at from {@code -last} to {@code 2 last}; 0 is the first pixel of the image
   * @param last the last pixel of the image
   */
  int source(int at, int last) {
    return switch (this) {
      case REFLECT -> last - Math.abs(last - Math.abs(at));
      case ZERO -> at < 0 || at > last ? NONE : at;
    };
  }
}
