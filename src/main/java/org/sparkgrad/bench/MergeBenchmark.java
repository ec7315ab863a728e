package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledImages;
import org.sparkgrad.data.format.Cifar10Images;
import org.sparkgrad.data.format.DataDirectory;
import org.sparkgrad.distributed.MergeDepth;
import org.sparkgrad.distributed.RddObjective;

/**
 * A step whose sums the driver merges alone, against one whose sums executors merge first, for
 * growing numbers of partitions and for 1 and 16 models: where the second begins to pay.
 */
public record MergeBenchmark(JavaSparkContext context, DataDirectory directory)
    implements Benchmark {
  private static final int BATCH = 2048;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 15;
  private static final List<Integer> PARTITIONS = List.of(2, 8, 32, 128);
  private static final List<Integer> MODELS = List.of(1, 16);

  @Override
  public String name() {
    return "merge";
  }

  @Override
  public String description() {
    return "merging sums on executors first, against on the driver alone";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    for (int partitions : PARTITIONS) {
      try (LabelledImages images = Cifar10Images.load(context, directory.train(), 8)) {
        JavaRDD<Block> blocks = SmallBlocks.of(images, partitions);
        blocks.cache().count();
        MODELS.forEach(models -> measurements.addAll(measure(blocks, images.rows(), models)));
        blocks.unpersist();
      }
    }
    return measurements;
  }

  private static List<Measurement> measure(JavaRDD<Block> blocks, int rows, int models) {
    RddObjective direct = RawSoftmax.objective(blocks, rows, BATCH, new MergeDepth(1));
    RddObjective tree = RawSoftmax.objective(blocks, rows, BATCH, new MergeDepth(2));
    List<float[]> parameters = new ArrayList<>();
    for (int i = 0; i < models; i++) {
      parameters.add(RawSoftmax.parameters());
    }
    AtomicLong iteration = new AtomicLong();
    Samples[] samples =
        Samples.inTurn(
            WARM_UP,
            ROUNDS,
            () -> direct.evaluateAll(parameters, iteration.get()).close(),
            () -> tree.evaluateAll(parameters, iteration.getAndIncrement()).close());
    String what = "merge: %d partitions, %d models".formatted(blocks.getNumPartitions(), models);
    return List.of(
        Measurement.of(what + ", on the driver", samples[0]),
        Measurement.of(what + ", executors first", samples[1]).against(samples[0].median()));
  }
}
