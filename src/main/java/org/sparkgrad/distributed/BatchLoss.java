package org.sparkgrad.distributed;

import java.io.Serializable;
import java.util.Iterator;
import org.sparkgrad.data.Block;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;

/**
 * The loss of one batch at the parameters of one step, for several models: all that a task has to
 * know to add blocks to a {@link LossAggregator}, on an executor and in memory alike.
 */
final class BatchLoss implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Model model;
  private final int models;
  private final Loss loss;
  private final BatchFeatures features;
  private final Batch batch;
  private final Exchange<LossAggregator> exchange;

  /**
   * @param model the shape of each model
   * @param models how many are trained side by side
   * @param exchange has their parameters, laid out as {@link Model#place} says
   */
  BatchLoss(
      Model model,
      int models,
      Loss loss,
      BatchFeatures features,
      Batch batch,
      Exchange<LossAggregator> exchange) {
    if (features.count() != model.features()) {
      throw new IllegalArgumentException(
          "batch loss: expected a model of the %d features that the scaling gives, found one of %d"
              .formatted(features.count(), model.features()));
    }
    this.model = model;
    this.models = models;
    this.loss = loss;
    this.features = features;
    this.batch = batch;
    this.exchange = exchange;
  }

  /** The rows of the batch that a block holds. */
  int[] rows(Block block) {
    return batch.in(block);
  }

  /** What works on rows of the batch and puts their sums into {@code sums}. */
  BatchWorker worker(LossAggregator sums) {
    return new BatchWorker(
        model,
        models,
        loss,
        features.reader(batch),
        exchange.parameters(),
        batch.iteration(),
        batch.size(),
        exchange.buffers(),
        sums);
  }

  /** The sums over blocks. */
  LossAggregator aggregate(Iterator<Block> blocks) {
    LossAggregator sums = new LossAggregator();
    while (blocks.hasNext()) {
      sums.add(this, blocks.next());
    }
    return sums.finish();
  }

  /** What a task makes goes to the driver as the exchange has it. */
  LossAggregator aggregate(int partition, Iterator<Block> blocks) {
    return exchange.handIn(partition, aggregate(blocks));
  }
}
