package org.sparkgrad.distributed;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.data.NeighbourPartitioner;
import org.sparkgrad.linalg.FloatArrays;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.optim.GroupObjective;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * The data loss over batches of a distributed data set: one Spark job an evaluation.
 *
 * <p>The driver draws the batch; the row numbers and the parameters travel in the task closure;
 * executors sum what their blocks contribute. Sums are made along one tree (see {@link
 * GradientSums}), so the result has the same bits whatever the partitions, the executors and the
 * order in which they answer.
 *
 * <p>At depth 1 the sums of all partitions go straight to the driver; the job is asked for
 * directly, because {@code treeAggregate} wraps it into lambdas whose byte code Spark reads again
 * at every step. At a greater depth executors merge sums first, as {@code treeAggregate} would, but
 * those of neighbouring partitions, for only the sums of neighbouring blocks are added.
 *
 * @param depth of the merging, see {@link MergeDepth}; changes no result
 */
public record RddObjective(
    JavaRDD<Block> blocks,
    Model model,
    Loss loss,
    BatchFeatures features,
    BatchSampler sampler,
    MergeDepth depth)
    implements GroupObjective {
  private static final ClassTag<GradientSums> SUMS_TAG = ClassTag.apply(GradientSums.class);

  /** Without augmentation; merges at the depth that fits the number of partitions. */
  public RddObjective(
      JavaRDD<Block> blocks, Model model, Loss loss, FeatureScaling scaling, BatchSampler sampler) {
    this(blocks, model, loss, BatchFeatures.of(scaling), sampler, MergeDepth.AUTOMATIC);
  }

  @Override
  public Results evaluateAll(List<float[]> parameters, long iteration) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(blocks.context());
    int models = parameters.size();
    Batch batch = new Batch(sampler, iteration);
    BatchGradient gradient = new BatchGradient(model, models, loss, features, batch);
    float[] joined = model.sideBySide(parameters);
    try (Exchange<GradientSums> exchange = Exchange.of(context, joined)) {
      long bytes = (long) Float.BYTES * models * model.parameters();
      int levels =
          depth.levels(
              blocks.getNumPartitions(), bytes, context.defaultParallelism(), context.isLocal());
      List<GradientSums> sums =
          levels == 1
              ? sumsOfPartitions(gradient, exchange)
              : sumsByTree(gradient, exchange, levels);
      return new GradientMeans(model, models, sums);
    } finally {
      if (models > 1) {
        FloatArrays.giveBack(joined);
      }
    }
  }

  /**
   * How many sums of gradients partitions of neighbouring blocks send back together, at most: of k
   * blocks in a row, 2 log2 k wait for blocks that are elsewhere.
   */
  public static int mostSums(int blocks, int partitions) {
    int own = (blocks + partitions - 1) / partitions;
    int levels = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(own);
    return Math.min(blocks, partitions * Math.max(1, 2 * levels));
  }

  private List<GradientSums> sumsOfPartitions(
      BatchGradient gradient, Exchange<GradientSums> exchange) {
    RDD<Block> rdd = blocks.rdd();
    Object results = rdd.context().runJob(rdd, new SumPartition(gradient, exchange), SUMS_TAG);
    List<GradientSums> sums = new ArrayList<>();
    for (GradientSums result : (GradientSums[]) results) {
      sums.add(exchange.take(sums.size(), result));
    }
    return sums;
  }

  /** Shuffles until no more than about the root of their number are left for the driver. */
  private List<GradientSums> sumsByTree(
      BatchGradient gradient, Exchange<GradientSums> exchange, int levels) {
    JavaRDD<GradientSums> sums =
        blocks.mapPartitions(part -> List.of(gradient.sum(part, exchange.parameters())).iterator());
    int partitions = blocks.getNumPartitions();
    int scale = Math.max(2, (int) Math.ceil(Math.pow(partitions, 1.0 / levels)));
    while (partitions > scale + Math.ceil((double) partitions / scale)) {
      sums = mergedNeighbours(sums, partitions, partitions / scale);
      partitions /= scale;
    }
    return sums.collect();
  }

  private static JavaRDD<GradientSums> mergedNeighbours(
      JavaRDD<GradientSums> sums, int partitions, int fewer) {
    Partitioner neighbours = new NeighbourPartitioner(partitions, fewer);
    return JavaPairRDD.fromJavaRDD(
            sums.mapPartitionsWithIndex(
                (index, part) ->
                    List.of(new Tuple2<>(neighbours.getPartition(index), part.next())).iterator(),
                true))
        .reduceByKey(new HashPartitioner(fewer), GradientSums::merge)
        .values();
  }
}
