package org.sparkgrad.bench;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Whole training steps of {@code cifar-net}: floating-point operations a second of one core, on a
 * single thread in memory and as Spark jobs. The comparison with PyTorch needs its libraries:
 * {@code ./mvnw -Pjmh verify}.
 *
 * @param rounds that are timed, after as many that are not
 */
public record ConvnetBenchmark(JavaSparkContext context, int partitions, int batch, int rounds)
    implements Benchmark {
  private static final int BATCH = 512;
  private static final int ROUNDS = 20;
  private static final int EPOCH = 50_000;

  public ConvnetBenchmark(JavaSparkContext context, int partitions) {
    this(context, partitions, BATCH, ROUNDS);
  }

  @Override
  public String name() {
    return "convnet";
  }

  @Override
  public String description() {
    return "training steps of cifar-net, on one thread and on Spark";
  }

  @Override
  public List<Measurement> run() {
    CifarNetTraining training = new CifarNetTraining(batch);
    Samples[] samples =
        Samples.inTurn(
            rounds, rounds, training.stepInMemory(), training.stepOnSpark(context, partitions));
    int cores = Math.min(partitions, context.defaultParallelism());
    double alone = training.flop() / seconds(samples[0]) * 1e-9;
    double onSpark = training.flop() / seconds(samples[1]) * 1e-9;
    String step = "convnet: step of cifar-net, batch %d, ".formatted(batch);
    return List.of(
        Measurement.alone(step + "one thread in memory", "GFLOP/s", alone)
            .spreading(samples[0].spread()),
        Measurement.against(
                alone,
                step + "on Spark, each of %d cores".formatted(cores),
                "GFLOP/s",
                onSpark / cores)
            .spreading(samples[1].spread()),
        Measurement.alone(
                "convnet: 50,000 rows of such steps on Spark",
                "s",
                seconds(samples[1]) * EPOCH / batch)
            .spreading(samples[1].spread()));
  }

  private static double seconds(Samples samples) {
    return samples.median() * 1e-3;
  }
}
