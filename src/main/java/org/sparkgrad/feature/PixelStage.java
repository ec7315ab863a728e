package org.sparkgrad.feature;

import org.sparkgrad.choice.Choice;

/** A stage that maps each value by itself, {@code a * value + b}. */
public enum PixelStage implements Choice {
  /** Divides by 255, which brings pixels to [0, 1]. */
  UNIT,
  /** Subtracts the training mean of each value. */
  CENTER,
  /** Subtracts the training mean of each value and divides by its training standard deviation. */
  STANDARDIZE,
  /**
   * For pixels: subtracts the training mean of the colour channel and divides by its training
   * standard deviation, both taken over all pixels of the channel.
   */
  STANDARDIZE_CHANNELS;

  /** Whether it is fitted to the training part. */
  boolean learns() {
    return this != UNIT;
  }
}
