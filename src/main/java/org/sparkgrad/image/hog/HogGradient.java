package org.sparkgrad.image.hog;

import org.sparkgrad.choice.Choice;

/** Of what the gradients are taken. */
public enum HogGradient implements Choice {
  /**
   * Of the luma, {@code 0.299 red + 0.587 green + 0.114 blue} (ITU-R BT.601); of one channel, that
   * itself.
   */
  LUMA,
  /** Of each channel; a pixel keeps the longest one, the first of equals. */
  STRONGEST_CHANNEL
}
