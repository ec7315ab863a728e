package org.sparkgrad.dataset;

import java.util.Locale;

/** One stage of pixel scaling, written in a feature string behind a bar. */
public enum PixelStage {
  /** Pixels to [0, 1]: divided by 255. */
  UNIT,
  /** Minus the training mean of each pixel. */
  CENTER,
  /** Minus the training mean of each pixel, over its training standard deviation. */
  STANDARDIZE,
  /**
   * Minus the training mean of each colour channel, over its training standard deviation, both
   * taken over all pixels of the channel.
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
