package org.sparkgrad.layer;

import java.util.Arrays;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Maxima;

/** Max pooling of floats. */
final class MaxPoolPass implements LayerPass {
  private final Windows windows;
  private final Shape in;
  private final Shape out;
  private final int[] distances;
  private final float[] largest;
  private final float[] left;

  MaxPoolPass(Windows windows, Shape in) {
    this.windows = windows;
    this.in = in;
    out = windows.output(in);
    distances = windows.distances(in);
    largest = new float[in.channels()];
    left = new float[in.channels()];
  }

  @Override
  public void forward(Batch input, Batch output, Draws draws) {
    int channels = in.channels();
    for (int row = 0; row < input.copies() * input.rows(); row++) {
      for (int k = 0; k < out.size(); k += channels) {
        int from = row * in.size() + windows.start(k, in, out);
        findLargest(input.values(), from, output.values(), row * out.size() + k);
      }
    }
  }

  private void findLargest(float[] values, int from, float[] found, int to) {
    int channels = in.channels();
    System.arraycopy(values, from, found, to, channels);
    for (int place = 1; place < distances.length; place++) {
      Maxima.keep(values, from + distances[place], found, to, channels);
    }
  }

  @Override
  public void backward(Batch input, Batch output, Batch dOut, Batch dIn, GroupSums gradient) {
    int channels = in.channels();
    Arrays.fill(dIn.values(), 0, dIn.size(), 0);
    for (int row = 0; row < input.copies() * input.rows(); row++) {
      for (int k = 0; k < out.size(); k += channels) {
        int from = row * in.size() + windows.start(k, in, out);
        findLargest(input.values(), from, largest, 0);
        System.arraycopy(dOut.values(), row * out.size() + k, left, 0, channels);
        give(input.values(), from, dIn.values());
      }
    }
  }

  /**
   * Gives what is left of each channel's gradient to the first place that has its largest value.
   */
  private void give(float[] values, int from, float[] slopes) {
    for (int distance : distances) {
      Maxima.give(values, from + distance, largest, left, slopes);
    }
  }
}
