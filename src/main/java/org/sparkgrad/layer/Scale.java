package org.sparkgrad.layer;

import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.GroupSums;

/**
 * Multiplies every value with one number.
 *
 * @param factor above 0, also when it is rounded to 32 bits
 */
public record Scale(double factor) implements Layer {
  private static final long serialVersionUID = 1L;

  public Scale {
    if (!((float) factor > 0 && Float.isFinite((float) factor))) {
      throw new IllegalArgumentException(
          "scale: expected a factor above 0 that is finite in 32 bits, found " + factor);
    }
  }

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
    return new Pass((float) factor);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new ElementwiseReference() {
      @Override
      double value(double x) {
        return x * (float) factor;
      }

      @Override
      double slope(double x) {
        return (float) factor;
      }
    };
  }

  private record Pass(float factor) implements LayerPass {
    @Override
    public void forward(Batch in, Batch out, Draws draws) {
      multiply(in, out);
    }

    @Override
    public void backward(Batch in, Batch out, Batch dOut, Batch dIn, GroupSums gradient) {
      multiply(dOut, dIn);
    }

    private void multiply(Batch from, Batch to) {
      for (int i = 0, size = from.size(); i < size; i++) {
        to.values()[i] = factor * from.values()[i];
      }
    }
  }
}
