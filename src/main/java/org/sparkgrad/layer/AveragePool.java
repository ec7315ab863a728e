package org.sparkgrad.layer;

import java.util.Arrays;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/**
 * The mean of each channel over each square window.
 *
 * @param size side of a window
 * @param stride places from a window to the next
 */
public record AveragePool(int size, int stride) implements Layer {
  private static final long serialVersionUID = 1L;

  public AveragePool {
    windows(size, stride);
  }

  private static Windows windows(int size, int stride) {
    return new Windows("average-pool", size, stride);
  }

  @Override
  public Shape output(Shape in) {
    return windows(size, stride).output(in);
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new Pass(windows(size, stride), in, output(in), windows(size, stride).distances(in));
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new Reference(windows(size, stride), in, output(in));
  }

  private record Pass(Windows windows, Shape in, Shape out, int[] distances) implements LayerPass {
    /** Takes a place of a window: where it starts in the input, and where its output starts. */
    private interface Place {
      void take(int input, int output);
    }

    private void forEachPlace(Batch input, Place place) {
      for (int row = 0; row < input.copies() * input.rows(); row++) {
        for (int k = 0; k < out.size(); k += in.channels()) {
          int from = row * in.size() + windows.start(k, in, out);
          for (int distance : distances) {
            place.take(from + distance, row * out.size() + k);
          }
        }
      }
    }

    @Override
    public void forward(Batch input, Batch output, Draws draws) {
      float[] to = output.values();
      Arrays.fill(to, 0, output.size(), 0);
      forEachPlace(input, (from, at) -> add(input.values(), from, to, at));
      float share = 1f / windows.places();
      for (int i = 0, size = output.size(); i < size; i++) {
        to[i] *= share;
      }
    }

    private void add(float[] from, int start, float[] to, int at) {
      for (int c = 0; c < in.channels(); c++) {
        to[at + c] += from[start + c];
      }
    }

    @Override
    public void backward(Batch input, Batch output, Batch dOut, Batch dIn, GroupSums gradient) {
      float share = 1f / windows.places();
      Arrays.fill(dIn.values(), 0, dIn.size(), 0);
      forEachPlace(input, (to, at) -> addShare(dOut.values(), at, share, dIn.values(), to));
    }

    private void addShare(float[] from, int start, float share, float[] to, int at) {
      for (int c = 0; c < in.channels(); c++) {
        to[at + c] += share * from[start + c];
      }
    }
  }

  /** In doubles. */
  private record Reference(Windows windows, Shape in, Shape out) implements LayerReference {
    @Override
    public double[][] forward(double[][] rows, Draws draws) {
      double[][] means = new double[rows.length][out.size()];
      for (int row = 0; row < rows.length; row++) {
        for (int k = 0; k < out.size(); k++) {
          for (int place = 0; place < windows.places(); place++) {
            means[row][k] += rows[row][input(k, place)] / windows.places();
          }
        }
      }
      return means;
    }

    private int input(int k, int place) {
      return windows.start(k, in, out) + k % in.channels() + windows.distance(place, in);
    }

    @Override
    public double[][] backward(double[][] dOut, double[] gradient) {
      double[][] dIn = new double[dOut.length][in.size()];
      for (int row = 0; row < dOut.length; row++) {
        for (int k = 0; k < out.size(); k++) {
          for (int place = 0; place < windows.places(); place++) {
            dIn[row][input(k, place)] += dOut[row][k] / windows.places();
          }
        }
      }
      return dIn;
    }
  }
}
