package org.sparkgrad.distributed;

import java.io.Serializable;
import org.sparkgrad.dataset.Block;
import scala.runtime.AbstractFunction2;

/**
 * Adds a block's part of a batch to a sum. A named class rather than a lambda, as of a lambda Spark
 * reads the byte code of the class around it at every job, to find out what it captures.
 */
final class AddBlock extends AbstractFunction2<GradientSums, Block, GradientSums>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final BatchGradient batch;

  AddBlock(BatchGradient batch) {
    this.batch = batch;
  }

  /** What to start from. */
  GradientSums zero() {
    return batch.zero();
  }

  @Override
  public GradientSums apply(GradientSums sum, Block block) {
    return batch.add(sum, block);
  }
}
