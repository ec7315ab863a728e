package org.sparkgrad.convnet;

import java.util.Random;

/** Random images, filters and gradients of outputs, channels last: the same for every engine. */
final class ConvolutionOperands {
  final ConvolutionShape shape;
  final float[] inputs;
  final float[] filters;
  final float[] dOutputs;

  ConvolutionOperands(ConvolutionShape shape) {
    this.shape = shape;
    Random random = new Random(1);
    inputs = numbers(random, ConvolutionShape.ROWS * shape.in.size());
    filters = numbers(random, shape.filterValues());
    dOutputs = numbers(random, ConvolutionShape.ROWS * shape.out().size());
  }

  private static float[] numbers(Random random, int size) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextFloat() - 0.5f;
    }
    return numbers;
  }
}
