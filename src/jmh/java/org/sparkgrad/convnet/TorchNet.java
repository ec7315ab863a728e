package org.sparkgrad.convnet;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The layers of {@code cifar-net} and its parameters in PyTorch: 2 x 2 whitening with frozen
 * filters, three blocks of two convolutions with a pool after the first, normalisation and GELU
 * after each, a last pool, an affine layer, scores x 1/9.
 */
final class TorchNet {
  private static final int CLASSES = 10;
  private static final int WHITENING = 24;
  private static final int[] WIDTHS = {32, 32, 128, 128, 128, 128};
  private static final double EPSILON = 1e-12;
  private static final double STATISTICS_MOMENTUM = 0.1;
  private static final Shape ONES = side(1);
  private static final Shape NONE = side(0);

  private final NDManager manager;
  private final TorchLayout layout;
  private final Random random;
  private final PtNDArray whitening;
  private final List<PtNDArray> scales = new ArrayList<>();
  private final List<PtNDArray> means = new ArrayList<>();
  private final List<PtNDArray> variances = new ArrayList<>();

  /** The bias of the first layer, filters and bias of each convolution, then the affine weights. */
  private final List<PtNDArray> trained = new ArrayList<>();

  TorchNet(NDManager manager, TorchLayout layout, Random random) {
    this.manager = manager;
    this.layout = layout;
    this.random = random;
    whitening = filters(WHITENING, 2, 3);
    trained.add(vector(WHITENING, 0));
    int channels = WHITENING;
    for (int width : WIDTHS) {
      trained.add(filters(width, 3, channels));
      trained.add(vector(width, 0));
      scales.add(vector(width, 1));
      means.add(vector(width, 0));
      variances.add(vector(width, 1));
      channels = width;
    }
    trained.add((PtNDArray) manager.create(uniform(CLASSES, channels), new Shape(10, channels)));
  }

  private PtNDArray vector(int size, float value) {
    return (PtNDArray) manager.full(new Shape(size), value);
  }

  private PtNDArray filters(int count, int kernel, int channels) {
    float[] values = uniform(count, kernel * kernel * channels);
    return layout.array(manager, values, count, kernel, kernel, channels);
  }

  /** Uniform between -1 and 1 over the root of the number of a unit's inputs. */
  private float[] uniform(int units, int inputs) {
    float[] values = new float[units * inputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (2 * random.nextFloat() - 1) / (float) Math.sqrt(inputs);
    }
    return values;
  }

  /** What descent moves. */
  List<PtNDArray> trained() {
    return trained;
  }

  /**
   * The scores of a batch in training.
   *
   * @param variables of the trained parameters
   */
  PtNDArray scores(PtNDArray images, List<PtNDArray> variables) {
    PtNDArray x =
        JniUtils.gelu(
            JniUtils.convolution(images, whitening, variables.get(0), ONES, NONE, ONES, 1));
    for (int i = 0; i < WIDTHS.length; i++) {
      x = JniUtils.convolution(x, variables.get(2 * i + 1), null, ONES, ONES, ONES, 1);
      if (i % 2 == 0) {
        x = pool(x, 2);
      }
      x = JniUtils.gelu(normalised(x, i, variables.get(2 * i + 2)));
    }
    PtNDArray last = pool(x, 3).reshape(new Shape(StepBenchmark.BATCH, -1));
    return JniUtils.linear(last, variables.get(variables.size() - 1), null).mul(1f / 9);
  }

  private static PtNDArray pool(PtNDArray x, int size) {
    return JniUtils.maxPool(x, side(size), side(size), NONE, false);
  }

  private PtNDArray normalised(PtNDArray x, int i, PtNDArray bias) {
    return JniUtils.batchNorm(
        x, means.get(i), variances.get(i), scales.get(i), bias, true, STATISTICS_MOMENTUM, EPSILON);
  }

  private static Shape side(int length) {
    return new Shape(length, length);
  }
}
