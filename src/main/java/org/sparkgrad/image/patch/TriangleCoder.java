package org.sparkgrad.image.patch;

import org.sparkgrad.linalg.Matrix;
import org.sparkgrad.linalg.VectorSums;

/**
 * {@code max(0, m - z_k)} with the distances {@code z_k = |w - d_k| = sqrt(|w|² + |d_k|² - 2
 * w.d_k)} of a patch from each filter, and their mean m.
 */
final class TriangleCoder implements PatchCoder {
  private final float[] squares;

  TriangleCoder(PatchDictionary dictionary) {
    int length = dictionary.length();
    squares = new float[dictionary.count()];
    for (int k = 0; k < squares.length; k++) {
      int start = k * length;
      squares[k] = (float) VectorSums.ofSquares(dictionary.filters(), start, start + length);
    }
  }

  @Override
  public void prepare(Matrix patches, Matrix products) {
    int length = patches.columns();
    for (int row = 0; row < patches.rows(); row++) {
      int start = patches.offset() + row * length;
      float square = (float) VectorSums.ofSquares(patches.values(), start, start + length);
      code(square, products.values(), products.offset() + row * squares.length);
    }
  }

  /** Overwrites the products of a patch by its codes. */
  private void code(float square, float[] products, int from) {
    for (int k = 0; k < squares.length; k++) {
      float distance = square + squares[k] - 2 * products[from + k];
      products[from + k] = (float) Math.sqrt(Math.max(0, distance));
    }
    int end = from + squares.length;
    float mean = (float) (VectorSums.ofSizes(products, from, end) / squares.length);
    for (int k = from; k < end; k++) {
      products[k] = Math.max(0, mean - products[k]);
    }
  }

  @Override
  public void add(Matrix prepared, float[] sums, int to) {
    for (int i = 0; i < prepared.rows(); i++) {
      int from = prepared.offset() + i * prepared.columns();
      for (int k = 0; k < squares.length; k++) {
        sums[to + k] += prepared.values()[from + k];
      }
    }
  }
}
