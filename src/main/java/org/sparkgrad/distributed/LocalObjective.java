package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.linalg.FloatBuffers;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;

/**
 * The data loss over batches of blocks in memory: {@link RddObjective} without Spark, bit for bit.
 */
public record LocalObjective(
    List<Block> blocks, Model model, Loss loss, BatchFeatures features, BatchSampler sampler)
    implements GroupObjective {

  /** Without augmentation. */
  public LocalObjective(
      List<Block> blocks, Model model, Loss loss, FeatureScaling scaling, BatchSampler sampler) {
    this(blocks, model, loss, BatchFeatures.of(scaling), sampler);
  }

  @Override
  public Results evaluateAll(List<float[]> parameters, long iteration) {
    int models = parameters.size();
    float[] joined = model.sideBySide(parameters);
    try (Exchange<LossAggregator> exchange =
        new ExchangeByReference<>(joined, new FloatBuffers())) {
      Batch batch = new Batch(sampler, iteration);
      BatchLoss step = new BatchLoss(model, models, loss, features, batch, exchange);
      return new BatchMeans(model, models, step.aggregate(blocks.iterator()));
    }
  }
}
