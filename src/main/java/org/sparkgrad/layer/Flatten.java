package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/** Makes a vector of a map, in the order that it is stored in. */
public record Flatten() implements Layer {
  private static final long serialVersionUID = 1L;

  @Override
  public Shape output(Shape in) {
    return Shape.vector(in.size());
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
        return x;
      }

      @Override
      double slope(double x) {
        return 1;
      }
    };
  }

  private static final class Pass implements LayerPass {
    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      out.copy(in);
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      dIn.copy(dOut);
    }
  }
}
