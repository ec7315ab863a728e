package org.sparkgrad.bench;

import java.io.Serializable;
import java.util.Iterator;
import org.sparkgrad.data.Block;
import org.sparkgrad.optim.LossAndGradient;

/**
 * The sums of losses and gradients over rows of a batch as they would be made by someone who does
 * not mind where blocks end and what arrives first: in floats, over the rows as they come.
 */
final class PlainSums implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[] gradient = new float[RawSoftmax.MODEL.parameters()];
  private double loss;
  private long rows;

  /**
   * Sums over the rows of a batch that the blocks hold.
   *
   * @param blocks in the order of their rows
   * @param batch row numbers in ascending order
   */
  static PlainSums of(Iterator<Block> blocks, int[] batch, float[] parameters) {
    PlainWorker worker = new PlainWorker(parameters);
    int next = 0;
    while (blocks.hasNext()) {
      Block block = blocks.next();
      while (next < batch.length && batch[next] < block.firstRow()) {
        next++;
      }
      while (next < batch.length && batch[next] < block.endRow()) {
        worker.add(block, batch[next]);
        next++;
      }
    }
    return worker.finish();
  }

  /** The array itself, to be added to. */
  float[] gradient() {
    return gradient;
  }

  void addLoss(double added, long addedRows) {
    loss += added;
    rows += addedRows;
  }

  void add(PlainSums other) {
    addLoss(other.loss, other.rows);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += other.gradient[i];
    }
  }

  /** Modifies the gradient. */
  LossAndGradient mean() {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= rows;
    }
    return new LossAndGradient(loss / rows, gradient);
  }
}
