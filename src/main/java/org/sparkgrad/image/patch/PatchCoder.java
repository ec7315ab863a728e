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
   * Adds the codes of one patch to sums.
   *
   * @param from where its prepared products start
   * @param to where the sums start
   */
  void add(float[] prepared, int from, float[] sums, int to);

  static PatchCoder of(Patches patches, PatchDictionary dictionary) {
    return switch (patches.coding()) {
      case THRESHOLD -> new ThresholdCoder(dictionary.count(), (float) patches.threshold());
      case TRIANGLE -> new TriangleCoder(dictionary);
    };
  }
}
