package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;
import org.sparkgrad.linalg.Matrix;

/**
 * Makes maps as all other layers take them of maps that are stored channel by channel, as images
 * are in files: channels x places become places x channels.
 */
public record ChannelsLast() implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new Pass(in.channels(), in.places());
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new Reference(in.channels(), in.places());
  }

  private record Pass(int channels, int places) implements LayerPass {
    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      transpose(in, channels, places, out);
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      transpose(dOut, places, channels, dIn);
    }

    /** Each row by itself. */
    private static void transpose(Batch from, int rows, int columns, Batch to) {
      for (int at = 0; at < from.size(); at += rows * columns) {
        new Matrix(from.values(), at, rows, columns).transposedTo(to.values(), at);
      }
    }
  }

  private record Reference(int channels, int places) implements LayerReference {
    @Override
    public double[][] forward(double[][] in, Draws draws) {
      double[][] out = new double[in.length][channels * places];
      for (int row = 0; row < in.length; row++) {
        for (int k = 0; k < in[row].length; k++) {
          out[row][k % places * channels + k / places] = in[row][k];
        }
      }
      return out;
    }

    @Override
    public double[][] backward(double[][] dOut, double[] gradient) {
      double[][] dIn = new double[dOut.length][channels * places];
      for (int row = 0; row < dOut.length; row++) {
        for (int k = 0; k < dOut[row].length; k++) {
          dIn[row][k] = dOut[row][k % places * channels + k / places];
        }
      }
      return dIn;
    }
  }
}
