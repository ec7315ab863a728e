package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/** The rectified linear unit, max(0, x), whose slope at 0 is taken to be 0. NaN stays NaN. */
public record Rectifier() implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public boolean isInPlace() {
    return true;
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new Pass();
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new ElementwiseReference() {
      @Override
      double value(double x) {
        return Math.max(0, x);
      }

      @Override
      double slope(double x) {
        return x > 0 ? 1 : 0;
      }

      @Override
      boolean isAbove(double x) {
        return x > 0;
      }
    };
  }

  private static final class Pass implements LayerPass {
    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      float[] from = in.values();
      float[] to = out.values();
      for (int i = 0, size = out.size(); i < size; i++) {
        to[i] = Math.max(0, from[i]);
      }
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      float[] units = out.values();
      float[] from = dOut.values();
      float[] to = dIn.values();
      for (int i = 0, size = dOut.size(); i < size; i++) {
        to[i] = units[i] > 0 ? from[i] : 0;
      }
    }
  }
}
