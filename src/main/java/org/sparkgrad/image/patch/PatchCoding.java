package org.sparkgrad.image.patch;

import org.sparkgrad.choice.Choice;

/** How a patch is described by the filters of a dictionary. */
public enum PatchCoding implements Choice {
  /**
   * For each filter d, of length 1, two values of the whitened patch w: {@code max(0, d.w - t)} and
   * {@code max(0, -d.w - t)}. Source: Coates and Ng, "The importance of encoding versus training
   * with sparse coding and vector quantization", ICML 2011.
   */
  THRESHOLD(2),
  /**
   * For each filter d one value, {@code max(0, m - |w - d|)}, with m the mean distance of the patch
   * from all filters. Source: Coates, Lee and Ng, "An analysis of single-layer networks in
   * unsupervised feature learning", AISTATS 2011.
   */
  TRIANGLE(1);

  private final int codes;

  PatchCoding(int codes) {
    this.codes = codes;
  }

  /** How many values a filter has. */
  int codes() {
    return codes;
  }
}
