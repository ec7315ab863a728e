package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.LabelledRows;
import org.sparkgrad.data.format.DataSource;
import org.sparkgrad.data.format.PartLoader;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Objective;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;

/**
 * What it costs that the same seed gives the same bits: sums in a fixed order, block by block,
 * against {@link PlainSums plain float sums} over the rows as they come. First the loss and
 * gradient of a batch on one thread in memory, where no Spark job hides the difference; then a
 * whole training step through Spark, which is what a user pays.
 *
 * @param rounds that are timed in memory, after half as many more that are not; of steps, two and a
 *     half times as many, as the times of Spark jobs spread more than they differ here
 */
public record SumBenchmark(JavaSparkContext context, DataSource source, int partitions, int rounds)
    implements Benchmark {
  /** The large one first: the small one is over before the compiler has seen enough. */
  private static final int[] BATCHES = {2500, 256};

  private static final int STEP_BATCH = 256;
  private static final int ROUNDS = 200;

  private static final double RATE = 1e-3;
  private static final double L2_STRENGTH = 1e-3;
  private static final double MOMENTUM = 0.9;

  public SumBenchmark(JavaSparkContext context, DataSource source, int partitions) {
    this(context, source, partitions, ROUNDS);
  }

  @Override
  public String name() {
    return "sums";
  }

  @Override
  public String description() {
    return "sums in an order that never changes, against plain float sums, alone and in a step";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    try (LabelledRows images = PartLoader.load(context, source.train(), partitions)) {
      List<Block> blocks = images.blocks().collect();
      for (int batch : BATCHES) {
        measurements.addAll(measure(blocks, new ShuffleSampler(1, images.rows(), batch), batch));
      }
      measurements.addAll(measureSteps(images));
    }
    return measurements;
  }

  private List<Measurement> measure(List<Block> blocks, BatchSampler sampler, int batch) {
    Objective exact =
        new LocalObjective(
            blocks, RawSoftmax.MODEL, new SoftmaxCrossEntropy(), RawSoftmax.scaling(), sampler);
    Objective plain = new PlainObjective(blocks, sampler);
    float[] parameters = RawSoftmax.parameters();
    AtomicLong iteration = new AtomicLong();
    Samples[] samples =
        Samples.inTurn(
            warmUp(),
            rounds,
            () -> plain.evaluate(parameters, iteration.get()),
            () -> exact.evaluate(parameters, iteration.getAndIncrement()));
    return List.of(
        Measurement.of("sums: plain floats, batch " + batch, samples[0]),
        Measurement.of("sums: fixed order, batch " + batch, samples[1])
            .against(samples[0].median()));
  }

  private int warmUp() {
    return rounds * 3 / 2;
  }

  private List<Measurement> measureSteps(LabelledRows images) {
    BatchSampler sampler = new ShuffleSampler(1, images.rows(), STEP_BATCH);
    Samples[] samples =
        Samples.inTurn(
            warmUp(),
            rounds * 5 / 2,
            step(new PlainRddObjective(images.blocks(), sampler)),
            step(RawSoftmax.objective(images.blocks(), images.rows(), STEP_BATCH)));
    String where =
        "batch %d, %d partitions".formatted(STEP_BATCH, images.blocks().getNumPartitions());
    return List.of(
        Measurement.of("sums: step with plain floats, " + where, samples[0]),
        Measurement.of("sums: step with fixed order, " + where, samples[1])
            .against(samples[0].median()));
  }

  /** Makes the next training step each time. */
  private static Runnable step(Objective objective) {
    float[] parameters = RawSoftmax.parameters();
    L2 penalty = new L2(L2_STRENGTH, 1, RawSoftmax.MODEL.weights());
    Momentum rule = new Momentum(MOMENTUM, parameters.length);
    AtomicLong iteration = new AtomicLong();
    return () -> {
      long next = iteration.getAndIncrement();
      new GradientDescent(objective, penalty, rule, Schedule.constant(RATE), next + 1)
          .run(parameters, next, done -> {});
    };
  }
}
