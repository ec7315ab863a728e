package org.sparkgrad.image;

import java.util.List;

/**
 * Several features, concatenated.
 *
 * @param parts one or more, in order
 */
public record ConcatenatedFeatures(List<ImageFeatures> parts) implements ImageFeatures {
  public ConcatenatedFeatures {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("features: expected one part or more, found none");
    }
  }

  @Override
  public int size() {
    return parts.stream().mapToInt(ImageFeatures::size).sum();
  }

  @Override
  public FeatureExtractor extractor() {
    int[] sizes = parts.stream().mapToInt(ImageFeatures::size).toArray();
    FeatureExtractor[] extractors =
        parts.stream().map(ImageFeatures::extractor).toArray(FeatureExtractor[]::new);
    return (pixels, from, out, to) -> {
      int at = to;
      for (int part = 0; part < extractors.length; part++) {
        extractors[part].extract(pixels, from, out, at);
        at += sizes[part];
      }
    };
  }
}
