package org.sparkgrad.train;

import java.util.List;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.LocalObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.feature.FeaturePipeline;
import org.sparkgrad.feature.FittedFeatures;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;
import org.sparkgrad.linalg.KernelInUse;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Network;
import org.sparkgrad.optim.GradientDescent;
import org.sparkgrad.optim.Nesterov;
import org.sparkgrad.optim.Schedule;
import org.sparkgrad.penalty.L2;

/** A few steps of a convolutional net: the whole of a virtual machine that a test starts. */
final class TrainNetworkInMemory {
  private static final long SEED = 3;
  private static final int ROWS = 20;
  private static final int BATCH = 33;
  private static final int STEPS = 3;
  private static final int CROP = 2;
  private static final double RATE = 0.05;
  private static final double MOMENTUM = 0.8;
  private static final double L2_STRENGTH = 0.01;

  private TrainNetworkInMemory() {}

  /** Prints the name of the kernel and the hash of the weights. */
  public static void main(String[] arguments) {
    System.out.println(KernelInUse.name() + " " + weightsSha256());
  }

  static String weightsSha256() {
    Network model = NetworkText.parse(FittedNetworkTest.NETWORK).network(TinyCifar.PIXELS, SEED);
    FeatureScaling scaling = TinyBlocks.scaling();
    Augmentation varied = new Augmentation(SEED, FlipKind.RANDOM, CROP, Padding.REFLECT);
    LocalObjective objective =
        new LocalObjective(
            TinyBlocks.of(ROWS, ROWS, ROWS),
            model,
            new SoftmaxCrossEntropy(),
            new BatchFeatures(scaling, varied),
            new ShuffleSampler(SEED, 3 * ROWS, BATCH));
    float[] parameters = model.uniformParameters(SEED);
    new GradientDescent(
            objective,
            new L2(L2_STRENGTH, 1, model.weights()),
            new Nesterov(MOMENTUM, new float[parameters.length]),
            Schedule.constant(RATE),
            STEPS)
        .run(parameters, 0, step -> {});
    return new TrainedModel(
            model,
            new SoftmaxCrossEntropy(),
            new FittedFeatures(FeaturePipeline.parse("raw"), scaling),
            parameters,
            List.of())
        .weightsSha256();
  }
}
