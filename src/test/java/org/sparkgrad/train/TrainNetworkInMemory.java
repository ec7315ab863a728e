package org.sparkgrad.train;

import org.sparkgrad.CifarShape;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;
import org.sparkgrad.linalg.KernelInUse;
import org.sparkgrad.model.Network;

/** A few steps of a convolutional net: the whole of a virtual machine that a test starts. */
final class TrainNetworkInMemory {
  private static final long SEED = 3;
  private static final int ROWS = 20;
  private static final int BATCH = 33;
  private static final int STEPS = 3;
  private static final int CROP = 2;

  private TrainNetworkInMemory() {}

  /** Prints the name of the kernel and the hash of the weights. */
  public static void main(String[] arguments) {
    System.out.println(KernelInUse.name() + " " + weightsSha256());
  }

  static String weightsSha256() {
    Network model =
        NetworkText.parse(FittedNetworkTest.NETWORK)
            .network(CifarShape.DATA, TinyCifar.PIXELS, SEED);
    Augmentation varied = new Augmentation(SEED, FlipKind.RANDOM, CROP, Padding.REFLECT);
    return TrainInMemory.weightsSha256(
        model,
        new BatchFeatures(TinyBlocks.scaling(), varied),
        model.uniformParameters(SEED),
        ROWS,
        BATCH,
        STEPS);
  }
}
