package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/**
 * Makes two channels of each channel x, max(0, x) and max(0, -x): all of the first kind, then all
 * of the second. What follows weighs what lies above and below zero apart.
 *
 * <p>Source: Shang, Sohn, Almeida, Lee, "Understanding and Improving Convolutional Neural Networks
 * via Concatenated Rectified Linear Units", ICML 2016.
 */
public record PairRectifier() implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape in) {
    return Shape.of(2L * in.channels(), in.height(), in.width());
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new Pass(in.channels());
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new Reference(in);
  }

  private record Pass(int channels) implements LayerPass {
    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      for (int from = 0; from < in.size(); from += channels) {
        for (int k = 0; k < channels; k++) {
          float x = in.values()[from + k];
          out.values()[2 * from + k] = Math.max(0, x);
          out.values()[2 * from + channels + k] = Math.max(0, -x);
        }
      }
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      for (int from = 0; from < in.size(); from += channels) {
        for (int k = 0; k < channels; k++) {
          float x = in.values()[from + k];
          float above = x > 0 ? dOut.values()[2 * from + k] : 0;
          dIn.values()[from + k] = x < 0 ? -dOut.values()[2 * from + channels + k] : above;
        }
      }
    }
  }

  /** In doubles. */
  private static final class Reference implements LayerReference {
    private final Shape shape;
    private double[][] x;

    Reference(Shape shape) {
      this.shape = shape;
    }

    /** Where the first of the two channels of value {@code k} stands. */
    private int place(int k) {
      return k + k / shape.channels() * shape.channels();
    }

    @Override
    public double[][] forward(double[][] in, Draws draws) {
      x = in;
      double[][] out = new double[in.length][2 * shape.size()];
      for (int row = 0; row < in.length; row++) {
        for (int k = 0; k < shape.size(); k++) {
          out[row][place(k)] = Math.max(0, in[row][k]);
          out[row][place(k) + shape.channels()] = Math.max(0, -in[row][k]);
        }
      }
      return out;
    }

    @Override
    public double[][] backward(double[][] dOut, double[] gradient) {
      double[][] dIn = new double[x.length][shape.size()];
      for (int row = 0; row < x.length; row++) {
        for (int k = 0; k < shape.size(); k++) {
          double above = x[row][k] > 0 ? dOut[row][place(k)] : 0;
          dIn[row][k] = x[row][k] < 0 ? -dOut[row][place(k) + shape.channels()] : above;
        }
      }
      return dIn;
    }

    @Override
    public int decisions() {
      int hash = 0;
      for (double[] row : x) {
        for (double each : row) {
          hash = 31 * hash + (int) Math.signum(each);
        }
      }
      return hash;
    }
  }
}
