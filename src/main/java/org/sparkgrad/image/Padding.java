package org.sparkgrad.image;

import org.sparkgrad.choice.Choice;

/** What an image is padded with on every side. */
public enum Padding implements Choice {
  /** Its own pixels, reflected at the first and last one: at -1 stands pixel 1, at 32 pixel 30. */
  REFLECT,
  /** Zeros, which are black. */
  ZERO;

  static final int NONE = -1;

  private static final int LAST = ImageFormat.WIDTH - 1;

  /**
   * The pixel that stands at a place of a padded row or column; {@link #NONE} for a zero.
   *
   * @param at from -31 to 62; 0 is the first pixel of the image
   */
  int source(int at) {
    return switch (this) {
      case REFLECT -> LAST - Math.abs(LAST - Math.abs(at));
      case ZERO -> at < 0 || at > LAST ? NONE : at;
    };
  }
}
