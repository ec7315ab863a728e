package org.sparkgrad.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import org.sparkgrad.layer.Batch;
import org.sparkgrad.layer.Shape;

/**
 * What comes to a layer of a network for a few rows of a block.
 *
 * <p>A plain class rather than a record, which Spark's Kryo serializer cannot read back.
 */
final class LayerInputs implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int block;
  private final int copies;
  private final int rows;
  private final float[] values;

  /**
   * @param block number of the block
   * @param batch copied
   */
  LayerInputs(int block, Batch batch) {
    this.block = block;
    copies = batch.copies();
    rows = batch.rows();
    values = Arrays.copyOf(batch.values(), batch.size());
  }

  int block() {
    return block;
  }

  Batch batch(Shape shape) {
    return new Batch(values, copies, rows, shape);
  }
}
