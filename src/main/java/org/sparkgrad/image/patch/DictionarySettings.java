package org.sparkgrad.image.patch;

import java.io.Serializable;

/**
 * How a dictionary is made of patches of training images.
 *
 * @param filters how many it has
 * @param sample patches that are drawn, to whiten by and to make filters of; at least as many
 * @param rounds of clustering; without effect on {@link DictionaryKind#RANDOM}
 * @param contrast added to the variance of a patch, see {@link PatchReader}
 * @param whitening added to the variance of each principal component before its root is divided by
 * @param seed of the draws
 */
public record DictionarySettings(
    DictionaryKind kind,
    int filters,
    int sample,
    int rounds,
    double contrast,
    double whitening,
    long seed)
    implements Serializable {
  public DictionarySettings {
    requireAtLeast(1, "filters", filters);
    requireAtLeast(1, "rounds", rounds);
    requirePositive("contrast", contrast);
    requirePositive("whitening", whitening);
    if (sample < filters) {
      throw new IllegalArgumentException(
          "patches: expected a sample of at least the %d filters, found %d"
              .formatted(filters, sample));
    }
  }

  private static void requireAtLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(
          "patches: expected %s of at least %d, found %d".formatted(name, least, value));
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "patches: expected %s above 0, found %s".formatted(name, value));
    }
  }
}
