package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

/**
 * The data loss over batches of blocks in memory: {@link RddObjective} without Spark, bit for bit.
 */
public record LocalObjective(
    List<Block> blocks, Model model, Loss loss, PixelScaling scaling, BatchSampler sampler)
    implements Objective {
  @Override
  public LossAndGradient evaluate(float[] parameters, long iteration) {
    BatchGradient batch =
        new BatchGradient(model, loss, scaling, parameters, sampler.rows(iteration));
    GradientSum sum = new GradientSum();
    for (Block block : blocks) {
      batch.add(sum, block);
    }
    return sum.mean();
  }
}
