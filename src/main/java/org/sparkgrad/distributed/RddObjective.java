package org.sparkgrad.distributed;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.linalg.FloatBuffers;
import org.sparkgrad.loss.Loss;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Network;
import org.sparkgrad.optim.GroupObjective;
import scala.reflect.ClassTag;

/**
 * The data loss over batches of a distributed data set: one Spark job an evaluation.
 *
 * <p>The driver draws the batch; the row numbers and the parameters travel to the tasks; executors
 * sum what their blocks contribute. On a cluster the sum is Spark's {@code treeAggregate} over the
 * blocks: a lazy zero, {@link LossAggregator#add}, {@link LossAggregator#merge}. On a local master,
 * where nothing has to travel, the same three run in one direct job, as Spark takes as long to
 * prepare the closures of {@code treeAggregate} as the step takes. The result has the same bits
 * either way, whatever the partitions, the executors and the order in which they answer.
 *
 * <p>Steps are made one at a time; their sums use the same arrays again.
 */
public final class RddObjective implements GroupObjective {
  private static final ClassTag<LossAggregator> SUMS_TAG = ClassTag.apply(LossAggregator.class);

  private final JavaRDD<Block> blocks;
  private final Model model;
  private final Loss loss;
  private final BatchFeatures features;
  private final BatchSampler sampler;
  private final MergeDepth depth;
  private final Path path;
  private final FloatBuffers buffers = new FloatBuffers();

  /** By which kind of job blocks are summed; changes no result. */
  public enum Path {
    /** Tasks hand their sums to the driver. */
    DIRECT_JOB,
    /** Spark's {@code treeAggregate}. */
    TREE_AGGREGATE;

    static Path of(JavaSparkContext context) {
      return context.isLocal() ? DIRECT_JOB : TREE_AGGREGATE;
    }
  }

  /**
   * @param depth of {@code treeAggregate}; changes no result
   */
  public RddObjective(
      JavaRDD<Block> blocks,
      Model model,
      Loss loss,
      BatchFeatures features,
      BatchSampler sampler,
      MergeDepth depth) {
    this(blocks, model, loss, features, sampler, depth, Path.of(context(blocks)));
  }

  private RddObjective(
      JavaRDD<Block> blocks,
      Model model,
      Loss loss,
      BatchFeatures features,
      BatchSampler sampler,
      MergeDepth depth,
      Path path) {
    this.blocks = blocks;
    this.model = model;
    this.loss = loss;
    this.features = features;
    this.sampler = sampler;
    this.depth = depth;
    this.path = path;
  }

  /** Without augmentation; merges at the depth that fits the number of partitions. */
  public RddObjective(
      JavaRDD<Block> blocks, Model model, Loss loss, FeatureScaling scaling, BatchSampler sampler) {
    this(blocks, model, loss, BatchFeatures.of(scaling), sampler, MergeDepth.AUTOMATIC);
  }

  /** The same objective by a kind of job that does not follow from the master: to compare them. */
  public RddObjective by(Path other, MergeDepth otherDepth) {
    return new RddObjective(blocks, model, loss, features, sampler, otherDepth, other);
  }

  private static JavaSparkContext context(JavaRDD<Block> blocks) {
    return JavaSparkContext.fromSparkContext(blocks.context());
  }

  @Override
  public Results evaluateAll(List<float[]> parameters, long iteration) {
    int models = parameters.size();
    float[] joined = parameters.get(0);
    if (models > 1) {
      int size = Math.multiplyExact(models, model.parameters());
      joined = model.sideBySide(parameters, buffers.take(size));
    }
    try (Exchange<LossAggregator> exchange = exchange(joined)) {
      Batch batch = new Batch(sampler, iteration);
      BatchLoss step = new BatchLoss(model, models, loss, features, batch, exchange);
      LossAggregator total =
          switch (path) {
            case DIRECT_JOB -> aggregate(step, new GatherSums(exchange));
            case TREE_AGGREGATE ->
                blocks.treeAggregate(
                    new LossAggregator(),
                    new AddBlock(step),
                    LossAggregator::merge,
                    levels(joined.length));
          };
      return new BatchMeans(model, models, total);
    } finally {
      if (models > 1) {
        buffers.giveBack(joined);
      }
    }
  }

  private LossAggregator aggregate(BatchLoss step, GatherSums driver) {
    RDD<Block> rdd = blocks.rdd();
    rdd.context().runJob(rdd, new AggregatePartition(step), driver, SUMS_TAG);
    return driver.total();
  }

  /** The results of {@code treeAggregate} go through Spark's serializer on any master. */
  private Exchange<LossAggregator> exchange(float[] joined) {
    return switch (path) {
      case DIRECT_JOB -> Exchange.of(context(blocks), joined, buffers);
      case TREE_AGGREGATE -> ExchangeByValue.of(context(blocks), joined);
    };
  }

  private int levels(int parameters) {
    return depth.levels(
        blocks.getNumPartitions(),
        (long) Float.BYTES * parameters,
        context(blocks).defaultParallelism());
  }

  /**
   * How many bytes a task works in at a time, at most, the sums of gradients left out: features,
   * scores, and what the layers of all models make of them.
   *
   * @param rows that a task has of a batch; how many of them are worked on at a time follows from
   *     the model
   */
  public static long taskBytes(Network network, int models, int rows) {
    return Float.BYTES * BatchWorker.values(network, models, rows);
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
}
