package org.sparkgrad.distributed;

import org.apache.spark.api.java.function.Function2;
import org.sparkgrad.data.Block;

/** Adds a block to the sums of a batch: the first function of {@code treeAggregate}. */
final class AddBlock implements Function2<LossAggregator, Block, LossAggregator> {
  private static final long serialVersionUID = 1L;

  private final BatchLoss batch;

  AddBlock(BatchLoss batch) {
    this.batch = batch;
  }

  @Override
  public LossAggregator call(LossAggregator sums, Block block) {
    return sums.add(batch, block);
  }
}
