package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.BlockPartitioner;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.distributed.RddObjective;

/**
 * A step by the direct job, against {@code treeAggregate} at depths 1 to 3, for growing numbers of
 * partitions and for 1 and 16 models: what it costs, and where executors that merge first begin to
 * pay.
 */
public record MergeBenchmark(JavaSparkContext context, DataSource source) implements Benchmark {
  /** Many, so that a small data set has rows for many partitions. */
  private static final int BLOCKS = 200;

  private static final int LAYOUT_DEPTH = 2;
  private static final int BATCH = 2048;
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 11;
  private static final List<Integer> PARTITIONS = List.of(2, 8, 32, 128);
  private static final List<Integer> DEPTHS = List.of(1, 2, 3);
  private static final List<Integer> MODELS = List.of(1, 16);

  @Override
  public String name() {
    return "merge";
  }

  @Override
  public String description() {
    return "treeAggregate at several depths, against a direct job";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    for (int partitions : PARTITIONS) {
      BlockPartitioner layout = new BlockPartitioner(BLOCKS, partitions, LAYOUT_DEPTH);
      try (LabelledRows images = PartLoader.load(context, source.train(), layout)) {
        for (int models : MODELS) {
          measurements.addAll(measure(images.blocks(), images.rows(), models));
        }
      }
    }
    return measurements;
  }

  private static List<Measurement> measure(JavaRDD<Block> blocks, int rows, int models) {
    RddObjective objective = RawSoftmax.objective(blocks, rows, BATCH);
    List<Runnable> steps = new ArrayList<>();
    List<String> names = new ArrayList<>();
    steps.add(step(objective.by(RddObjective.Path.DIRECT_JOB, MergeDepth.AUTOMATIC), models));
    names.add("direct job");
    for (int depth : DEPTHS) {
      steps.add(
          step(objective.by(RddObjective.Path.TREE_AGGREGATE, new MergeDepth(depth)), models));
      names.add("treeAggregate at depth " + depth);
    }
    Samples[] samples = Samples.inTurn(WARM_UP, ROUNDS, steps.toArray(Runnable[]::new));
    List<Measurement> measurements = new ArrayList<>();
    for (int i = 0; i < samples.length; i++) {
      Measurement each =
          Measurement.of(
              "merge: %d partitions, %d models, %s"
                  .formatted(blocks.getNumPartitions(), models, names.get(i)),
              samples[i]);
      measurements.add(i == 0 ? each : each.against(samples[0].median()));
    }
    return measurements;
  }

  private static Runnable step(RddObjective objective, int models) {
    List<float[]> parameters = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      parameters.add(RawSoftmax.parameters());
    }
    AtomicLong iteration = new AtomicLong();
    return () -> objective.evaluateAll(parameters, iteration.getAndIncrement()).close();
  }
}
