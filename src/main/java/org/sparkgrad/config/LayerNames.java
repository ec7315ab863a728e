package org.sparkgrad.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Names the layers of a network as it is made: those of a kind are numbered from 1, but the last
 * affine one has no name, and the only one before it is {@code hidden}.
 */
final class LayerNames {
  private static final String HIDDEN = "hidden";

  private final int affineLayers;
  private final long seed;
  private final Map<String, Integer> counts = new HashMap<>();
  private int dropouts;

  /**
   * @param seed that layers draw from
   */
  LayerNames(int affineLayers, long seed) {
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

  long seed() {
    return seed;
  }
}
