package org.sparkgrad.distributed;

import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;

/**
 * The data loss over batches of a distributed data set: one Spark job an evaluation.
 *
 * <p>The driver draws the batch; the row numbers and the parameters travel in the task closure;
 * executors sum what their blocks contribute. The sum is exact (see {@link GradientSum}), so the
 * result has the same bits whatever the partitions, the executors and the order in which they
 * answer.
 */
public record RddObjective(
    JavaRDD<Block> blocks, Model model, Loss loss, PixelScaling scaling, BatchSampler sampler)
    implements Objective {
  /** One level: every partition's sum goes straight to the driver. */
  private static final int DEPTH = 1;

  @Override
  public LossAndGradient evaluate(float[] parameters, long iteration) {
    BatchGradient batch =
        new BatchGradient(model, loss, scaling, parameters, sampler.rows(iteration));
    return blocks.treeAggregate(new GradientSum(), batch::add, GradientSum::merge, DEPTH).mean();
  }
}
