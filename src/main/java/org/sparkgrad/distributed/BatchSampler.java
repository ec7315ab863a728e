package org.sparkgrad.distributed;

/**
 * Draws the batch of each iteration, on the driver, as a pure function of (seed, iteration): a
 * batch of B rows costs O(B), never a pass over the data.
 */
@FunctionalInterface
public interface BatchSampler {
  /**
   * The rows of the batch of {@code iteration}, counted from 0, in ascending order; a row may be
   * there more than once.
   */
  int[] rows(long iteration);

  /** The epochs of these rows; if a sampler knows of none, each batch is one. */
  default BatchEpochs epochs(long iteration) {
    return BatchEpochs.of(iteration);
  }
}
