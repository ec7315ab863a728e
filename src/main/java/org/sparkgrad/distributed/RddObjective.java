package org.sparkgrad.distributed;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;
import org.sparkgrad.optim.LossAndGradient;
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
    implements GroupObjective {
  /** With more, the driver would be the one that merges while the executors wait. */
  private static final int DIRECT_PARTITIONS = 32;

  private static final int TREE_DEPTH = 2;
  private static final ClassTag<GradientSums> SUMS_TAG = ClassTag.apply(GradientSums.class);

  @Override
  public List<LossAndGradient> evaluateAll(List<float[]> parameters, long iteration) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    int models = parameters.size();
    int[] batch = sampler.rows(iteration);
    try (Shipped shipped = Shipped.to(context, Parameters.sideBySide(model, parameters))) {
      AddBlock add = new AddBlock(new BatchGradient(model, models, loss, scaling, shipped, batch));
      return sum(blocks.rdd(), add).means();
    }
  }

  private static GradientSums sum(RDD<Block> blocks, AddBlock add) {
    return blocks.getNumPartitions() <= DIRECT_PARTITIONS
        ? sumDirectly(blocks, add)
        : blocks.treeAggregate(add.zero(), add, new MergeSums(), TREE_DEPTH, SUMS_TAG);
  }

  private static GradientSums sumDirectly(RDD<Block> blocks, AddBlock add) {
    GradientSums sums = add.zero();
    Object partitions = blocks.context().runJob(blocks, new SumPartition(add), SUMS_TAG);
    for (GradientSums partition : (GradientSums[]) partitions) {
      sums.merge(partition);
    }
    return sums;
  }
}
