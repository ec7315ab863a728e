package org.sparkgrad.convnet;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sparkgrad.bench.CifarNetTraining;

/**
 * {@code cifar-net} in PyTorch, on images that stand in memory as floats: the same layers, losses
 * and updates, but that it normalises over the whole batch.
 */
final class TorchTraining implements Training {
  private static final int CLASSES = 10;

  private final NDManager manager = NDManager.newBaseManager(Torch.ENGINE);
  private final TorchNet net;
  private final TorchNesterov rule;
  private final PtNDArray images;
  private final PtNDArray targets;

  TorchTraining(TorchLayout layout) {
    Random random = new Random(1);
    net = new TorchNet(manager, layout, random);
    rule = new TorchNesterov(net.trained());
    float[] pixels = new float[StepBenchmark.BATCH * 32 * 32 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 2 * random.nextFloat() - 1;
    }
    images = layout.array(manager, pixels, StepBenchmark.BATCH, 32, 32, 3);
    targets = (PtNDArray) manager.create(targets(), new Shape(StepBenchmark.BATCH, CLASSES));
  }

  private static float[] targets() {
    float[] targets = new float[StepBenchmark.BATCH * CLASSES];
    Arrays.fill(targets, (float) CifarNetTraining.SMOOTHING / CLASSES);
    for (int row = 0; row < StepBenchmark.BATCH; row++) {
      targets[row * CLASSES + row % CLASSES] += 1 - (float) CifarNetTraining.SMOOTHING;
    }
    return targets;
  }

  @Override
  public void step() {
    try (NDManager step = manager.newSubManager()) {
      List<PtNDArray> variables =
          net.trained().stream().map(each -> Torch.variable(each, step)).toList();
      PtNDArray loss = loss(net.scores(Torch.constant(images, step), variables));
      JniUtils.backward(loss, (PtNDArray) step.create(1f), false, false);
      rule.step(variables);
    }
  }

  /** The mean over the batch. */
  private PtNDArray loss(PtNDArray scores) {
    PtNDArray logs = JniUtils.logSoftmax(scores, 1, DataType.FLOAT32);
    return logs.mul(targets).sum().mul(-1f / StepBenchmark.BATCH);
  }

  @Override
  public void close() {
    manager.close();
  }
}
