package org.sparkgrad.bench;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.sparkgrad.data.Block;
import org.sparkgrad.data.DataShape;
import org.sparkgrad.data.FeatureScaling;
import org.sparkgrad.distributed.RddObjective;
import org.sparkgrad.distributed.ShuffleSampler;
import org.sparkgrad.image.ImageShape;
import org.sparkgrad.loss.SoftmaxCrossEntropy;
import org.sparkgrad.model.Model;
import org.sparkgrad.model.Networks;

/** Softmax on raw pixels, the model that benchmarks train. */
final class RawSoftmax {
  /** What benchmarks measure on: the images of CIFAR-10. */
  static final DataShape DATA = DataShape.ofImages(ImageShape.CIFAR, 10);

  static final Model MODEL = Networks.linear(DATA.values(), DATA.classes(), true);

  private RawSoftmax() {}

  /** Pixels to [-1, 1]. */
  static FeatureScaling scaling() {
    float[] scale = new float[DATA.values()];
    float[] offset = new float[DATA.values()];
    Arrays.fill(scale, 2 / 255f);
    Arrays.fill(offset, -1);
    return new FeatureScaling(scale, offset);
  }

  static float[] parameters() {
    return MODEL.initialParameters(1, 1e-4);
  }

  static RddObjective objective(JavaRDD<Block> blocks, int rows, int batchSize) {
    return new RddObjective(
        blocks,
        MODEL,
        new SoftmaxCrossEntropy(),
        scaling(),
        new ShuffleSampler(1, rows, batchSize));
  }
}
