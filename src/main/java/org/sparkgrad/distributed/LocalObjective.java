package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
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
    Batch batch = new Batch(sampler, iteration);
    BatchGradient gradient = new BatchGradient(model, models, loss, features, batch);
    GradientSums sums = gradient.sum(blocks.iterator(), model.sideBySide(parameters));
    return new GradientMeans(model, models, List.of(sums));
  }
}
