package org.sparkgrad.train;

import java.util.Random;
import org.sparkgrad.CifarShape;
import org.sparkgrad.TinyBlocks;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.config.NetworkText;
import org.sparkgrad.data.RowBlocks;
import org.sparkgrad.distributed.BatchFeatures;
import org.sparkgrad.distributed.StratifiedSampler;
import org.sparkgrad.image.Augmentation;
import org.sparkgrad.image.FlipKind;
import org.sparkgrad.image.Padding;
import org.sparkgrad.layer.ParameterArray;
import org.sparkgrad.linalg.KernelInUse;
import org.sparkgrad.model.Network;

/** A few steps of a convolutional net: the whole of a virtual machine that a test starts. */
final class TrainNetworkInMemory {
  /** Of layers wide enough for the widest panels of any kernel, and a rest. */
  private static final String NETWORK =
      "whiten(2)|gelu|max-pool(4)|conv(70,3,pad=1,bias=false)|batch-norm(group=8)|relu"
          + "|conv(8,3,bias=false)|batch-norm(group=8,scale=false)|gelu|dropout(0.2)|flatten|affine(10)";

  private static final long SEED = 3;
  private static final int ROWS = 20;
  private static final int BLOCKS = 3;
  private static final int BATCH = 33;
  private static final int STEPS = 3;

  private TrainNetworkInMemory() {}

  /** Prints the name of the kernel and the hash of the weights. */
  public static void main(String[] arguments) {
    System.out.println(KernelInUse.name() + " " + weightsSha256());
  }

  static String weightsSha256() {
    return weightsSha256(new Augmentation(SEED, FlipKind.ALTERNATING, 2, Padding.REFLECT));
  }

  static String weightsSha256(Augmentation varied) {
    Network model = NetworkText.parse(NETWORK).network(CifarShape.DATA, TinyCifar.PIXELS, SEED);
    RowBlocks cut = new RowBlocks(BLOCKS * ROWS, BLOCKS);
    return TrainInMemory.weightsSha256(
        model,
        new BatchFeatures(TinyBlocks.scaling(), varied),
        start(model),
        ROWS,
        StratifiedSampler.of(SEED, cut, cut.rows(), BATCH),
        STEPS);
  }

  /**
   * The filters that whiten are drawn: at 0, as they are before they are fitted, no image counts.
   */
  private static float[] start(Network model) {
    float[] parameters = model.uniformParameters(SEED);
    Random random = new Random(SEED);
    ParameterArray filters = model.arrays().get(0);
    for (int i = filters.place().start(); i < filters.place().end(); i++) {
      parameters[i] = (float) random.nextGaussian() / 3;
    }
    return parameters;
  }
}
