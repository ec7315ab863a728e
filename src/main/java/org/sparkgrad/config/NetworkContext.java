package org.sparkgrad.config;

import java.util.HashMap;
import java.util.Map;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.image.ImageShape;

/**
 * What layers are told as a network is made: the data that it is for, a seed, and their names.
 * Those of a kind are numbered from 1, but the last affine one has no name, and the only one before
 * it is {@code hidden}.
 */
final class NetworkContext {
  private static final String HIDDEN = "hidden";

  private final DataShape data;
  private final int affineLayers;
  private final long seed;
  private final Map<String, Integer> counts = new HashMap<>();
  private int dropouts;

  /**
   * @param affineLayers how many there are
   * @param seed that layers draw from
   */
  NetworkContext(DataShape data, int affineLayers, long seed) {
    this.data = data;
    this.affineLayers = affineLayers;
    this.seed = seed;
  }

  String next(String kind) {
    return kind + counts.merge(kind, 1, Integer::sum);
  }

  String nextAffine() {
    String name = next(HIDDEN);
    if (counts.get(HIDDEN) == affineLayers) {
      return "";
    }
    return affineLayers == 2 ? HIDDEN : name;
  }

  /** Counted from 0. */
  int nextDropout() {
    return dropouts++;
  }

  int classes() {
    return data.classes();
  }

  /** Channels of the images; those of a vector if there are none. */
  int channels() {
    return data.image().map(ImageShape::channels).orElse(data.values());
  }

  long seed() {
    return seed;
  }
}
