package org.sparkgrad.linalg;

import java.util.List;

/**
 * Requires that the loops over tiles of products with packed panels allocate nothing. A product may
 * allocate some hundred bytes for each panel, which is below 0.0001 bytes for each of its terms.
 * Accumulators that the compiler fails to keep in registers, as it does once a second species of
 * vectors is in use, were seen to cost 0.006 in the square product.
 */
final class AllocationCheck {
  private static final double BYTES_PER_TERM = 0.001;

  private AllocationCheck() {}

  /**
   * @throws IllegalStateException where a product allocates more than its panels explain
   */
  static void require(List<MeasuredProduct> measured) {
    for (MeasuredProduct product : measured) {
      double bytes = product.bytes() / product.shape().terms();
      if (product.contestant() == Contestant.SPARKGRAD_PACKED && bytes > BYTES_PER_TERM) {
        throw new IllegalStateException(
            "allocation of %s: expected at most %s bytes a term, found %s"
                .formatted(product.shape(), BYTES_PER_TERM, bytes));
      }
    }
  }
}
