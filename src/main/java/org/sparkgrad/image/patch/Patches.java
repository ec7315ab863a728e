package org.sparkgrad.image.patch;

import org.sparkgrad.image.ImageSource;

/**
 * Codes of all patches of an image over a dictionary, summed over regions of the image.
 *
 * <p>A patch is normalised and whitened, then coded by each filter as {@link PatchCoding} says; the
 * codes of the patches whose positions lie in a region are added. Regions stand row by row; of each
 * there is the first code of every filter, then the second of every filter, if there are two.
 *
 * <p>Sources: Coates, Lee and Ng, "An analysis of single-layer networks in unsupervised feature
 * learning", AISTATS 2011; Coates and Ng, "The importance of encoding versus training with sparse
 * coding and vector quantization", ICML 2011; the pipeline RandomPatchCifar of KeystoneML.
 *
 * @param regions along each side of the image
 * @param threshold t of {@link PatchCoding#THRESHOLD}, 0 or more
 * @param mirrors whether the values of the mirror image are added: an image and its mirror image
 *     then have the same values
 */
public record Patches(
    PatchGrid grid,
    int regions,
    PatchCoding coding,
    double threshold,
    boolean mirrors,
    DictionarySettings dictionary)
    implements ImageSource {
  /** As many values of patches as a driver can hold and cluster. */
  private static final long MOST_SAMPLED = 1 << 27;

  public Patches {
    new Regions(Math.min(grid.rows(), grid.columns()), regions);
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "patches: expected a threshold of 0 or more, found " + threshold);
    }
    if (coding == PatchCoding.TRIANGLE && dictionary.kind() == DictionaryKind.OMP_1) {
      throw new IllegalArgumentException(
          "patches: expected a dictionary of random or k-means for coding=triangle, found omp-1");
    }
    long size = (long) regions * regions * coding.codes() * dictionary.filters();
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "patches: expected at most %d values, found %d".formatted(Integer.MAX_VALUE, size));
    }
    if ((long) dictionary.sample() * grid.length() > MOST_SAMPLED) {
      throw new IllegalArgumentException(
          "patches: expected a sample of at most %d patches of %d values, found %d"
              .formatted(MOST_SAMPLED / grid.length(), grid.length(), dictionary.sample()));
    }
  }

  @Override
  public int size() {
    return regions * regions * valuesOfRegion();
  }

  int valuesOfRegion() {
    return coding.codes() * dictionary.filters();
  }
}
