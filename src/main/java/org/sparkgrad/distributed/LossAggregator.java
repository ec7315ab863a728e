package org.sparkgrad.distributed;

import java.io.Serializable;
import org.sparkgrad.data.Block;
import org.sparkgrad.linalg.BlockSum;
import org.sparkgrad.linalg.TreeSum;

/**
 * The sums of losses and gradients over the rows of a batch, for several models at once: what
 * {@code treeAggregate} makes of blocks. A new one is the zero; {@link #add} takes in a block,
 * {@link #merge} the sums of other blocks. The total has the same bits in whatever order and
 * grouping it was made, see {@link TreeSum}.
 *
 * <p>Nothing is allocated before there are rows, so that Spark ships no arrays of zeros to the
 * partitions, and a partition without a row of the batch sends none back.
 */
final class LossAggregator implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of each block the floats are the gradients, the doubles the losses of all models. */
  private final TreeSum sums = new TreeSum();

  private long rows;

  /** Has rows that are not summed yet, those of several blocks: many are cheaper than a few. */
  private transient BatchWorker worker;

  /** Adds the rows of the batch that a block holds. */
  LossAggregator add(BatchLoss batch, Block block) {
    int[] own = batch.rows(block);
    if (own.length > 0) {
      if (worker == null) {
        worker = batch.worker(this);
      }
      worker.add(block, own);
      rows += own.length;
    }
    sums.addBlock(block.number());
    return this;
  }

  /** Sums the rows that were added last, and adds up what need not wait for other blocks. */
  LossAggregator finish() {
    if (worker != null) {
      worker.finish();
      worker = null;
    }
    sums.reduce();
    return this;
  }

  /** Adds the sums of other blocks, which may be used no longer. */
  LossAggregator merge(LossAggregator other) {
    gather(other);
    return finish();
  }

  /** Takes in the sums of other blocks, which may be used no longer, without adding them up. */
  void gather(LossAggregator other) {
    finish();
    other.finish();
    rows += other.rows;
    sums.gather(other.sums);
  }

  long rows() {
    return rows;
  }

  /** What was summed so far. */
  TreeSum sums() {
    return sums;
  }

  /** How many entries the gradients have that are not added up yet. */
  long floats() {
    long floats = 0;
    for (BlockSum each : sums.waiting()) {
      floats += each.floats().length;
    }
    return floats;
  }
}
