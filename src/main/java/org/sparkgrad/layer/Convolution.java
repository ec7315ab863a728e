package org.sparkgrad.layer;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.linalg.Arena;
import org.sparkgrad.linalg.PatchGrid;

/**
 * Convolution: output n at place (y, x) is {@code b_n + sum W_n(i, j, c) in(y * stride + i -
 * padding, x * stride + j - padding, c)} over the rows i and columns j of a square kernel and all
 * channels c of the input, which is 0 outside of its map.
 *
 * <p>The parameters are W, one row of {@code kernel x kernel x channels} values per filter, then b,
 * one value per filter, or left out. The gradients: that of W is the sum of the patches, each times
 * the gradient of its output; that of b the sum of the gradients of the outputs; that of the input
 * is the convolution of the outputs' gradient with the filters turned half around. Source:
 * Goodfellow, Bengio, Courville, "Deep Learning", 2016, chapter 9.
 *
 * @param name the names of its arrays start with it
 * @param padding zeros around the map
 * @param frozen whether the filters are fitted, so that they whiten patches, and descent leaves
 *     them alone; it still moves the biases
 */
public record Convolution(
    String name, int filters, int kernel, int stride, int padding, boolean bias, boolean frozen)
    implements Layer {
  private static final long serialVersionUID = 1L;

  public Convolution {
    if (filters < 1 || kernel < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          ("%s: expected at least one filter, a kernel and a stride of at least 1 and a padding"
                  + " of at least 0, found %d filters, kernel %d, stride %d, padding %d")
              .formatted(name, filters, kernel, stride, padding));
    }
  }

  @Override
  public Shape output(Shape in) {
    long least = Math.max(1, kernel - 2L * padding);
    if (Math.min(in.height(), in.width()) < least) {
      throw new IllegalArgumentException(
          "%s: expected a map of at least %d x %d places, found %d x %d"
              .formatted(name, least, least, in.height(), in.width()));
    }
    Shape padded = Shape.of(in.channels(), in.height() + 2L * padding, in.width() + 2L * padding);
    return Shape.of(filters, places(padded.height()), places(padded.width()));
  }

  private long places(int padded) {
    return (padded - kernel) / stride + 1L;
  }

  /** Values that each output is a weighted sum of. */
  int patchSize(Shape in) {
    return Math.multiplyExact(Math.multiplyExact(kernel, kernel), in.channels());
  }

  @Override
  public long flop(Shape in) {
    return 2L * output(in).size() * patchSize(in);
  }

  @Override
  public List<ParameterArray> arrays(Shape in, int start) {
    LayerArrays arrays = new LayerArrays(name, start, patchSize(in));
    Role role = frozen ? Role.FROZEN : Role.WEIGHT;
    arrays.add("weights", role, filters, kernel, kernel, in.channels());
    return (bias ? arrays.add("bias", Role.BIAS, filters) : arrays).all();
  }

  /**
   * @throws IllegalArgumentException if the filters are not fitted in pairs of opposite ones, at
   *     most one for each value of a patch
   */
  @Override
  public Optional<Fitting> fitting(Shape in, List<ParameterArray> own) {
    if (!frozen) {
      return Optional.empty();
    }
    if (filters % 2 != 0 || filters / 2 > patchSize(in)) {
      throw new IllegalArgumentException(
          "%s: expected an even number of fitted filters, at most %d, found %d"
              .formatted(name, 2 * patchSize(in), filters));
    }
    return Optional.of(new PatchWhitening(in, kernel, own.get(0).place()));
  }

  /** The patches of the input, one for each place of the output. */
  PatchGrid patches(Shape in) {
    Shape out = output(in);
    return new PatchGrid(
        in.height(),
        in.width(),
        in.channels(),
        1,
        padding,
        padding,
        kernel,
        kernel,
        stride,
        out.height(),
        out.width());
  }

  /** The patches of the output's gradient, one for each place of the input. */
  PatchGrid turnedPatches(Shape in) {
    Shape out = output(in);
    int before = kernel - 1 - padding;
    return new PatchGrid(
        out.height(),
        out.width(),
        out.channels(),
        stride,
        before,
        before,
        kernel,
        kernel,
        1,
        in.height(),
        in.width());
  }

  @Override
  public LayerMemory memory(Shape in, PassSize size) {
    return ConvolutionPass.memory(this, in, size);
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new ConvolutionPass(this, in, weights, arena);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new ConvolutionReference(this, in, parameters, start);
  }
}
