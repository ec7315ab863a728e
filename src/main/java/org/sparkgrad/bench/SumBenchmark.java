package org.sparkgrad.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.dataset.DataDirectory;
import org.sparkgrad.dataset.LabelledImages;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.optim.Objective;

/**
 * What it costs that the same seed gives the same bits: loss and gradient of a batch with sums in
 * fixed point, block by block, against {@link PlainObjective plain float sums} over the rows as
 * they come. On one thread in memory, where no Spark job hides the difference.
 */
public record SumBenchmark(JavaSparkContext context, DataDirectory directory, int partitions)
    implements Benchmark {
  private static final int[] BATCHES = {256, 2500};
  private static final int WARM_UP = 300;
  private static final int ROUNDS = 200;

  @Override
  public String name() {
    return "sums";
  }

  @Override
  public String description() {
    return "gradients in fixed point and fixed order, against plain float sums, in memory";
  }

  @Override
  public List<Measurement> run() {
    List<Measurement> measurements = new ArrayList<>();
    try (LabelledImages images = LabelledImages.load(context, directory.train(), partitions)) {
      List<Block> blocks = images.blocks().collect();
      for (int batch : BATCHES) {
        measurements.addAll(measure(blocks, new ShuffleSampler(1, images.rows(), batch), batch));
      }
    }
    return measurements;
  }

  private static List<Measurement> measure(List<Block> blocks, BatchSampler sampler, int batch) {
    Objective exact =
        new LocalObjective(
            blocks, RawSoftmax.MODEL, new SoftmaxCrossEntropy(), RawSoftmax.scaling(), sampler);
    Objective plain = new PlainObjective(blocks, sampler);
    float[] parameters = RawSoftmax.parameters();
    AtomicLong iteration = new AtomicLong();
    Samples[] samples =
        Samples.inTurn(
            WARM_UP,
            ROUNDS,
            () -> plain.evaluate(parameters, iteration.get()),
            () -> exact.evaluate(parameters, iteration.getAndIncrement()));
    return List.of(
        Measurement.of("sums: plain floats, batch " + batch, samples[0]),
        Measurement.of("sums: fixed point, batch " + batch, samples[1])
            .against(samples[0].median()));
  }
}
