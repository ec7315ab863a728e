package org.sparkgrad.feature;

import java.util.Locale;

/** One stage of scaling, written in a feature string behind a bar. */
public enum PixelStage {
  /** Divided by 255, which brings pixels to [0, 1]. */
  UNIT,
  /** Minus the training mean of each value. */
  CENTER,
  /** Minus the training mean of each value, over its training standard deviation. */
  STANDARDIZE,
  /**
   * Of pixels: minus the training mean of each colour channel, over its training standard
   * deviation, both taken over all pixels of the channel.
   */
  STANDARDIZE_CHANNELS;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is fitted to the training part. */
  boolean learns() {
    return this != UNIT;
  }
}
