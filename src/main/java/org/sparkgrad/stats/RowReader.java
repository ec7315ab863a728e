package org.sparkgrad.stats;

import java.io.Serializable;
import org.sparkgrad.data.Block;

/** Writes the values of one row of a block to {@code out[to ..)}. */
@FunctionalInterface
interface RowReader extends Serializable {
  void read(Block block, int row, float[] out, int to);
}
