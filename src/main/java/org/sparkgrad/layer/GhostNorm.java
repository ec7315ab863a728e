package org.sparkgrad.layer;

import java.util.List;
import java.util.Optional;
import org.sparkgrad.linalg.Arena;

/**
 * Batch normalisation over fixed groups of rows ("ghost batches"): {@code y = (x - m) / sqrt(v +
 * epsilon) * s + b} for each channel. In training m and v are mean and variance, the latter divided
 * by the number of values, of the channel over all places of the rows of a group; outside of it
 * they are given: computed once over the training part, and saved.
 *
 * <p>The parameters are s, which may be left out, b, m and v, one value each per channel; m and v
 * are not trained. Sources: Ioffe, Szegedy, "Batch normalization", ICML 2015; Hoffer, Hubara,
 * Soudry, "Train longer, generalize better", NIPS 2017, for groups smaller than a batch.
 *
 * @param name the names of its arrays start with it
 * @param rows of a group, at most
 * @param scaled whether there is an s
 */
public record GhostNorm(String name, int rows, boolean scaled, double epsilon) implements Layer {
  private static final long serialVersionUID = 1L;

  public GhostNorm {
    if (rows < 2 || !(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException(
          "%s: expected groups of at least 2 rows and an epsilon between 0 and 1, found %d and %s"
              .formatted(name, rows, epsilon));
    }
  }

  @Override
  public Shape output(Shape in) {
    return in;
  }

  @Override
  public int groupRows() {
    return rows;
  }

  @Override
  public List<ParameterArray> arrays(Shape in, int start) {
    int channels = in.channels();
    LayerArrays arrays = new LayerArrays(name, start, 1);
    if (scaled) {
      arrays.starting(1, "scale", Role.NORM_SCALE, channels);
    }
    return arrays
        .add("bias", Role.NORM_BIAS, channels)
        .add("mean", Role.FROZEN, channels)
        .starting(1, "variance", Role.FROZEN, channels)
        .all();
  }

  @Override
  public Optional<Fitting> fitting(Shape in, List<ParameterArray> own) {
    ParameterArray mean = own.get(biasIndex() + 1);
    ParameterArray variance = own.get(biasIndex() + 2);
    return Optional.of(new ChannelStatistics(in, mean.place(), variance.place()));
  }

  /** The place of b among the arrays; s is before it, m and v follow. */
  int biasIndex() {
    return scaled ? 1 : 0;
  }

  @Override
  public LayerPass at(Shape in, Weights weights, Arena arena) {
    return new GhostNormPass(this, weights);
  }

  @Override
  public LayerReference reference(Shape in, double[] parameters, int start) {
    return new GhostNormReference(this, in, parameters, start);
  }
}
