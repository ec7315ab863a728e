package org.sparkgrad.image.patch;

import org.sparkgrad.image.FeatureExtractor;
import org.sparkgrad.image.ImageFeatures;

/** Patches with their fitted dictionary. */
public record PatchFeatures(Patches patches, DictionaryReference dictionary)
    implements ImageFeatures {
  private static final long serialVersionUID = 1L;

  @Override
  public int size() {
    return patches.size();
  }

  /**
   * @throws IllegalArgumentException if the dictionary has not the filters of the settings
   */
  @Override
  public FeatureExtractor extractor() {
    PatchDictionary fitted = dictionary.get();
    int filters = patches.dictionary().filters();
    int length = patches.grid().length();
    if (fitted.count() != filters || fitted.length() != length) {
      throw new IllegalArgumentException(
          "patches: expected a dictionary of %d filters of %d values, found %d of %d"
              .formatted(filters, length, fitted.count(), fitted.length()));
    }
    return new PatchExtractor(patches, fitted);
  }
}
