package org.sparkgrad.convnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;

/** How PyTorch's arrays of images or filters stand in memory; it has loops of its own for each. */
enum TorchLayout {
  /** As arrays are made. */
  CHANNELS_FIRST,
  /** As its manual recommends for convolutions. */
  CHANNELS_LAST;

  /**
   * An array of {@code count x channels x height x width}.
   *
   * @param values channels last
   */
  PtNDArray array(
      NDManager manager, float[] values, int count, int height, int width, int channels) {
    return switch (this) {
      case CHANNELS_LAST ->
          (PtNDArray)
              manager
                  .create(values, new Shape(count, height, width, channels))
                  .transpose(0, 3, 1, 2);
      case CHANNELS_FIRST ->
          (PtNDArray)
              manager.create(
                  channelsFirst(values, height * width, channels),
                  new Shape(count, channels, height, width));
    };
  }

  private static float[] channelsFirst(float[] values, int places, int channels) {
    float[] moved = new float[values.length];
    int size = places * channels;
    for (int i = 0; i < values.length; i++) {
      int place = i % size / channels;
      moved[i / size * size + i % channels * places + place] = values[i];
    }
    return moved;
  }

  /** The values of an array of four dimensions, channels last. */
  static float[] values(NDArray array) {
    return array.transpose(0, 2, 3, 1).flatten().toFloatArray();
  }
}
