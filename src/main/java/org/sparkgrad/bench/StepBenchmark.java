package org.sparkgrad.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.distributed.RddObjective;

/**
 * One step of softmax on raw pixels, batch 256, by the direct job of a local master and by the
 * {@code treeAggregate} of a cluster, against an empty job on the same cached data and against an
 * empty sum made the way MLlib makes its own: weights by broadcast, an array of zeros shipped to
 * every partition, {@code treeAggregate} at its default depth of 2.
 */
public record StepBenchmark(JavaSparkContext context, DataSource source, int partitions)
    implements Benchmark {
  private static final int BATCH = 256;
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 200;

  @Override
  public String name() {
    return "step";
  }

  @Override
  public String description() {
    return "a step of softmax on raw pixels, by a direct job and by treeAggregate, against an empty job and MLlib's way";
  }

  @Override
  public List<Measurement> run() {
    try (LabelledRows images = PartLoader.load(context, source.train(), partitions)) {
      float[] parameters = RawSoftmax.parameters();
      RddObjective objective = RawSoftmax.objective(images.blocks(), images.rows(), BATCH);
      Samples[] samples =
          Samples.inTurn(
              WARM_UP,
              ROUNDS,
              () -> images.blocks().count(),
              step(objective.by(RddObjective.Path.DIRECT_JOB, MergeDepth.AUTOMATIC)),
              step(objective.by(RddObjective.Path.TREE_AGGREGATE, new MergeDepth(1))),
              step(objective.by(RddObjective.Path.TREE_AGGREGATE, new MergeDepth(2))),
              () -> mllibStyleSum(images.blocks(), parameters));
      double empty = samples[0].median();
      return List.of(
          Measurement.of("step: empty job", samples[0]),
          Measurement.of("step: batch 256, direct job", samples[1]).against(empty),
          Measurement.of("step: batch 256, treeAggregate at depth 1", samples[2]).against(empty),
          Measurement.of("step: batch 256, treeAggregate at depth 2", samples[3]).against(empty),
          Measurement.of("step: MLlib's way, no rows", samples[4]).against(empty));
    }
  }

  private static Runnable step(RddObjective objective) {
    float[] parameters = RawSoftmax.parameters();
    AtomicLong iteration = new AtomicLong();
    return () -> objective.evaluate(parameters, iteration.getAndIncrement());
  }

  private void mllibStyleSum(JavaRDD<Block> blocks, float[] parameters) {
    Broadcast<float[]> weights = context.broadcast(parameters);
    double[] sum =
        blocks.treeAggregate(
            new double[parameters.length],
            (partial, block) -> {
              partial[0] += weights.value()[0];
              return partial;
            },
            StepBenchmark::addAll);
    weights.destroy();
    if (sum.length != parameters.length) {
      throw new IllegalStateException("the sum lost its shape");
    }
  }

  private static double[] addAll(double[] sum, double[] other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }
}
