package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;

/**
 * The largest value of each channel in each square window, whose gradient goes to the first of
 * equals. NaN is larger than all numbers.
 *
 * @param size side of a window
 * @param stride places from a window to the next
 */
public record MaxPool(int size, int stride) implements Layer {
  private static final long serialVersionUID = 1L;

  public MaxPool {
    windows(size, stride);
  }

  private static Windows windows(int size, int stride) {
    return new Windows("max-pool", size, stride);
  }

  @Override
  public Shape output(Shape in) {
    return windows(size, stride).output(in);
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new MaxPoolPass(windows(size, stride), in);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new Reference(windows(size, stride), in);
  }

  /** In doubles. */
  private static final class Reference implements LayerReference {
    private final Windows windows;
    private final Shape in;
    private final Shape out;
    private int[][] largest;

    Reference(Windows windows, Shape in) {
      this.windows = windows;
      this.in = in;
      out = windows.output(in);
    }

    @Override
    public double[][] forward(double[][] rows, Draws draws) {
      largest = new int[rows.length][out.size()];
      double[][] values = new double[rows.length][out.size()];
      for (int row = 0; row < rows.length; row++) {
        for (int k = 0; k < out.size(); k++) {
          largest[row][k] = largest(rows[row], k);
          values[row][k] = rows[row][largest[row][k]];
        }
      }
      return values;
    }

    private int largest(double[] values, int k) {
      int first = windows.start(k, in, out) + k % in.channels();
      int best = first;
      for (int place = 1; place < windows.places(); place++) {
        int at = first + windows.distance(place, in);
        best = values[at] > values[best] ? at : best;
      }
      return best;
    }

    @Override
    public double[][] backward(double[][] dOut, double[] gradient) {
      double[][] dIn = new double[dOut.length][in.size()];
      for (int row = 0; row < dOut.length; row++) {
        for (int k = 0; k < out.size(); k++) {
          dIn[row][largest[row][k]] += dOut[row][k];
        }
      }
      return dIn;
    }

    @Override
    public int decisions() {
      int hash = 0;
      for (int[] row : largest) {
        for (int each : row) {
          hash = 31 * hash + each;
        }
      }
      return hash;
    }
  }
}
