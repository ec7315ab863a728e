package org.sparkgrad.layer;

import java.util.List;
import org.sparkgrad.linalg.Arena;

/**
 * Group normalisation: {@code y = (x - m) / sqrt(v + epsilon) * s + b}, where m and v are mean and
 * variance, the latter divided by the number of values, of one row's values of a group of adjacent
 * channels at all places; s and b have one value per channel. One group is layer normalisation.
 * Rows do not depend on each other.
 *
 * <p>The parameters are s, then b. Sources: Wu, He, "Group normalization", ECCV 2018; Ba, Kiros,
 * Hinton, "Layer normalization", 2016.
 *
 * @param name the names of its arrays start with it
 * @param groups which the channels are cut into, of equal size
 */
public record GroupNorm(String name, int groups, double epsilon) implements Layer {
  private static final long serialVersionUID = 1L;

  public GroupNorm {
    if (groups < 1 || !(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException(
          "%s: expected at least one group and an epsilon between 0 and 1, found %d and %s"
              .formatted(name, groups, epsilon));
    }
  }

  @Override
  public Shape output(Shape in) {
    if (in.channels() % groups != 0) {
      throw new IllegalArgumentException(
          "%s: expected channels that make %d groups of equal size, found %d channels"
              .formatted(name, groups, in.channels()));
    }
    return in;
  }

  @Override
  public List<ParameterArray> arrays(Shape in, int start) {
    return new LayerArrays(name, start, 1)
        .starting(1, "scale", Role.NORM_SCALE, in.channels())
        .add("bias", Role.NORM_BIAS, in.channels())
        .all();
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new GroupNormPass(this, in, weights);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new GroupNormReference(this, in, parameters, start);
  }
}
