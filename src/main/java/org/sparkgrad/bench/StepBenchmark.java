package org.sparkgrad.bench;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkgrad.dataset.Block;
import org.sparkgrad.dataset.Cifar10Layout;
import org.sparkgrad.dataset.DataDirectory;
import org.sparkgrad.dataset.LabelledImages;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.image.ImageFormat;
import org.sparkgrad.image.PixelScaling;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.LinearModel;

/**
 * One step of softmax on raw pixels, batch 256, against an empty job on the same cached data and
 * against an empty sum made the way MLlib makes its own: weights by broadcast, an array of zeros
 * shipped to every partition, {@code treeAggregate} at its default depth of 2.
 */
public record StepBenchmark(JavaSparkContext context, DataDirectory directory, int partitions)
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
    return "a step of softmax on raw pixels, batch 256, against an empty job and MLlib's way";
  }

  @Override
  public List<Measurement> run() {
    try (LabelledImages images = LabelledImages.load(context, directory.train(), partitions)) {
      LinearModel model = new LinearModel(ImageFormat.BYTES, Cifar10Layout.CLASSES, true);
      float[] parameters = model.initialParameters(1, 1e-4);
      RddObjective objective = objective(images, model);
      AtomicLong iteration = new AtomicLong();
      Samples[] samples =
          Samples.inTurn(
              WARM_UP,
              ROUNDS,
              () -> images.blocks().count(),
              () -> objective.evaluate(parameters, iteration.getAndIncrement()),
              () -> mllibStyleSum(images.blocks(), parameters));
      double empty = samples[0].median();
      return List.of(
          Measurement.alone("step: empty job", "ms", empty),
          Measurement.against(empty, "step: Sparkgrad, batch 256", "ms", samples[1].median()),
          Measurement.against(empty, "step: MLlib's way, no rows", "ms", samples[2].median()));
    }
  }

  private static RddObjective objective(LabelledImages images, LinearModel model) {
    float[] scale = new float[ImageFormat.BYTES];
    Arrays.fill(scale, 1 / 255f);
    return new RddObjective(
        images.blocks(),
        model,
        new SoftmaxCrossEntropy(),
        new PixelScaling(scale, new float[ImageFormat.BYTES]),
        new ShuffleSampler(1, images.rows(), BATCH));
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
