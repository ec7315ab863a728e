package org.sparkgrad.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A stage that maps each value by itself, {@code a * value + b}. */
public enum PixelStage {
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

  static List<String> labels() {
    return Arrays.stream(values()).map(PixelStage::label).toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is fitted to the training part. */
  boolean learns() {
    return this != UNIT;
  }
}
