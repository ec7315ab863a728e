package org.sparkgrad.layer;

import java.util.List;
import org.sparkgrad.linalg.Arena;

/**
 * The affine layer: {@code Y = X·Wᵀ + 1·bᵀ}, where X is rows x inputs, W has one row per output
 * (outputs x inputs) and b one value per output, or is left out.
 *
 * <p>The parameters are W row by row, then b. The gradients are {@code dW = dYᵀ·X}, {@code db = }
 * the column sums of dY, {@code dX = dY·W}.
 *
 * @param name the names of its arrays start with it; may be empty
 */
public record Affine(String name, int outputs, boolean bias) implements Layer {
  private static final long serialVersionUID = 1L;

  public Affine {
    if (outputs < 1) {
      throw new IllegalArgumentException("affine: expected at least 1 output, found " + outputs);
    }
  }

  @Override
  public Shape output(Shape in) {
    return Shape.vector(outputs);
  }

  @Override
  public long flop(Shape in) {
    return 2L * outputs * in.size();
  }

  @Override
  public List<ParameterArray> arrays(Shape in, int start) {
    LayerArrays arrays = new LayerArrays(name, start, in.size());
    arrays.add("weights", Role.WEIGHT, outputs, in.size());
    return (bias ? arrays.add("bias", Role.BIAS, outputs) : arrays).all();
  }

  @Override
  public LayerMemory memory(Shape in, PassSize size) {
    return AffinePass.memory(this, in.size(), size);
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new AffinePass(this, weights, arena);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new AffineReference(this, in.size(), parameters, start);
  }
}
