package org.sparkgrad.distributed;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.LossAndGradient;
import org.sparkgrad.optim.Objective;
import scala.reflect.ClassTag;

/**
 * The data loss over batches of a distributed data set: one Spark job an evaluation.
 *
 * <p>The driver draws the batch; the row numbers and the parameters travel in the task closure;
 * executors sum what their blocks contribute. The sum is exact (see {@link GradientSum}), so the
 * result has the same bits whatever the partitions, the executors and the order in which they
 * answer.
 *
 * <p>Over many partitions the sums are merged by {@code treeAggregate}, on executors first. Over
 * few, they go straight to the driver, as at depth 1 of {@code treeAggregate}; but the job is then
 * asked for directly, because {@code treeAggregate} wraps it into lambdas whose byte code Spark
 * reads again at every step.
 */
public record RddObjective(
    JavaRDD<Block> blocks, Model model, Loss loss, PixelScaling scaling, BatchSampler sampler)
    implements Objective {
  /** With more, the driver would be the one that merges while the executors wait. */
  private static final int DIRECT_PARTITIONS = 32;

  private static final int TREE_DEPTH = 2;
  private static final ClassTag<GradientSum> SUM_TAG = ClassTag.apply(GradientSum.class);

  @Override
  public LossAndGradient evaluate(float[] parameters, long iteration) {
    AddBlock add =
        new AddBlock(new BatchGradient(model, loss, scaling, parameters, sampler.rows(iteration)));
    RDD<Block> rdd = blocks.rdd();
    GradientSum sum =
        rdd.getNumPartitions() <= DIRECT_PARTITIONS
            ? sumDirectly(rdd, add)
            : rdd.treeAggregate(new GradientSum(), add, new MergeSums(), TREE_DEPTH, SUM_TAG);
    return sum.mean();
  }

  private static GradientSum sumDirectly(RDD<Block> blocks, AddBlock add) {
    GradientSum sum = new GradientSum();
    Object partitions = blocks.context().runJob(blocks, new SumPartition(add), SUM_TAG);
    for (GradientSum partition : (GradientSum[]) partitions) {
      sum = sum.merge(partition);
    }
    return sum;
  }
}
