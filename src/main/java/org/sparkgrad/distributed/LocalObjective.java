package org.sparkgrad.distributed;

import java.util.List;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.LossAndGradient;

/**
 * The data loss over batches of blocks in memory: {@link RddObjective} without Spark, bit for bit.
 */
public record LocalObjective(
    List<Block> blocks, Model model, Loss loss, PixelScaling scaling, BatchSampler sampler)
    implements GroupObjective {
  @Override
  public List<LossAndGradient> evaluateAll(List<float[]> parameters, long iteration) {
    BatchGradient batch =
        new BatchGradient(
            model,
            parameters.size(),
            loss,
            scaling,
            Shipped.locally(Parameters.sideBySide(model, parameters)),
            sampler.rows(iteration));
    GradientSums sums = batch.zero();
    for (Block block : blocks) {
      batch.add(sums, block);
    }
    return sums.means();
  }
}
