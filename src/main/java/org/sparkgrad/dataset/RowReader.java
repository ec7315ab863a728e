package org.sparkgrad.dataset;

import java.io.Serializable;

/** Writes the values of one row of a block to {@code out[to ..)}. */
@FunctionalInterface
interface RowReader extends Serializable {
  void read(Block block, int row, float[] out, int to);
}
