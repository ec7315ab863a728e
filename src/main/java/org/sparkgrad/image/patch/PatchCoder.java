package org.sparkgrad.image.patch;

import org.sparkgrad.linalg.Matrix;

/** Codes patches over the filters of a dictionary, see {@link PatchCoding}. For one thread. */
interface PatchCoder {
  /**
   * Makes of products what {@link #add} takes.
   *
   * @param patches whitened, row by row; left as it is
   * @param products of each patch with each filter; may be overwritten
   */
  void prepare(Matrix patches, Matrix products);

  /**
   * Adds the codes of patches to sums, one patch after the other.
   *
   * @param prepared products, one row a patch
   * @param to where the sums start
   */
  void add(Matrix prepared, float[] sums, int to);

  static PatchCoder of(Patches patches, PatchDictionary dictionary) {
    return switch (patches.coding()) {
      case THRESHOLD -> new ThresholdCoder((float) patches.threshold());
      case TRIANGLE -> new TriangleCoder(dictionary);
    };
  }
}
