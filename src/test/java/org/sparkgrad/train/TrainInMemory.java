package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.CifarShape;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.BatchSampler;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.linalg.KernelInUse;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.model.Networks;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Momentum;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;

/** A small training without Spark: the whole of a virtual machine that a test starts. */
final class TrainInMemory {
  private static final long SEED = 3;
  private static final double INIT_SCALE = 0.01;
  private static final double MOMENTUM = 0.9;
  private static final double RATE = 0.001;
  private static final double L2_STRENGTH = 0.1;

  private TrainInMemory() {}

  /**
   * Prints the name of the kernel, the columns of its widest panels and the hash of the weights.
   *
   * @param arguments rows of each of three blocks, rows of a batch, iterations
   */
  public static void main(String[] arguments) {
    int rows = Integer.parseInt(arguments[0]);
    int batch = Integer.parseInt(arguments[1]);
    int iterations = Integer.parseInt(arguments[2]);
    System.out.printf(
        "%s %d %s%n",
        KernelInUse.name(), KernelInUse.widestPanel(), weightsSha256(rows, batch, iterations));
  }

  static String weightsSha256(int rows, int batch, int iterations) {
    Network model = Networks.linear(TinyCifar.PIXELS, TinyCifar.CLASSES, true);
    BatchFeatures features = BatchFeatures.of(TinyBlocks.scaling());
    float[] parameters = model.initialParameters(SEED, INIT_SCALE);
    ShuffleSampler sampler = new ShuffleSampler(SEED, 3 * rows, batch);
    return weightsSha256(model, features, parameters, rows, sampler, iterations);
  }

  /** Trains any model, from {@code parameters}, on so many rows of each of three blocks. */
  static String weightsSha256(
      Network model,
      BatchFeatures features,
      float[] parameters,
      int rows,
      BatchSampler sampler,
      int iterations) {
    LocalObjective objective =
        new LocalObjective(
            TinyBlocks.of(rows, rows, rows), model, new SoftmaxCrossEntropy(), features, sampler);
    new GradientDescent(
            objective,
            new L2(L2_STRENGTH, 1, model.weights()),
            new Momentum(MOMENTUM, new float[parameters.length]),
            Schedule.constant(RATE),
            iterations)
        .run(parameters, 0, step -> {});
    return new TrainedModel(
            model,
            new SoftmaxCrossEntropy(),
            new FittedFeatures(CifarShape.features("raw"), TinyBlocks.scaling()),
            parameters,
            List.of())
        .weightsSha256();
  }
}
